package io.github.clilogin.mongodb;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.StartResult;
import io.github.clilogin.security.CliLoginSecurity;
import io.github.clilogin.testsupport.RealMongoDbTest;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts the MongoDB commands of a login: a pending poll is one read and no write.
 */
@RealMongoDbTest
class CommandsPerLoginTests {

	private static final Authentication ANN = TestUsers.user("ann");

	private final TestMongo mongo = new TestMongo(getClass());

	private final CliLoginService service = TestLogins
		.builder(this.mongo.repository(), CliLoginSecurity.userService(() -> null))
		.build();

	@AfterEach
	void close() {
		this.service.close();
		this.mongo.close();
	}

	@Test
	void aPendingPollIsOneReadAndAWholeLoginIsFiveWrites() {
		start();
		this.mongo.sentNames();
		StartResult.Started started = start();
		assertThat(this.mongo.sentNames()).containsExactly("insert");
		DeviceCode code = TestLogins.code(started);
		for (int i = 0; i < 10; i++) {
			this.service.collect(code, null);
			assertThat(this.mongo.sentNames()).containsExactly("find");
		}
		this.service.review(started.login().userCode(), ANN);
		assertThat(this.mongo.sentNames()).containsExactly("find", "update");
		this.service.review(started.login().userCode(), ANN);
		assertThat(this.mongo.sentNames()).containsExactly("find");
		this.service.confirm(started.login().id(), ANN);
		assertThat(this.mongo.sentNames()).containsExactly("find", "find", "update");
		String token = ((CollectResult.Collected) this.service.collect(code, null)).credential();
		assertThat(this.mongo.sentNames()).containsExactly("find", "find", "find", "update");
		assertThat(this.service.authenticate(token)).isPresent();
		assertThat(this.mongo.sentNames()).containsExactly("find", "update");
		assertThat(this.service.authenticate(token)).isPresent();
		assertThat(this.mongo.sentNames()).containsExactly("find");
	}

	@Test
	void malformedCodesAndTokensSendNoCommand() {
		assertThat(DeviceCode.parse("AB".repeat(32))).isEmpty();
		assertThat(this.service.authenticate("clt_" + "0".repeat(49))).isEmpty();
		assertThat(this.service.review("not a code", ANN)).isEmpty();
		assertThat(this.mongo.sentNames()).isEmpty();
	}

	private StartResult.Started start() {
		return new TestLogins(this.service).start();
	}

}
