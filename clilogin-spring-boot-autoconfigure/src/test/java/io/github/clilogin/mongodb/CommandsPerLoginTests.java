package io.github.clilogin.mongodb;

import java.util.Objects;

import io.github.clilogin.hpke.HpkeSealer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.StartResult;
import io.github.clilogin.security.CliLoginSecurity;
import io.github.clilogin.testsupport.RealMongoDbTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a login costs a MongoDB, counted: a pending poll is one read and no write.
 */
@RealMongoDbTest
class CommandsPerLoginTests {

	private static final Authentication ANN = new TestingAuthenticationToken("ann", "", "ROLE_USER");

	private final TestMongo mongo = new TestMongo(getClass());

	private final CliLoginService service = CliLoginService
		.builder(this.mongo.repository(), CliLoginSecurity.userService(() -> null))
		.sealer(HpkeSealer.create())
		.build();

	@AfterEach
	void close() {
		this.service.close();
		this.mongo.close();
	}

	@Test
	void aPendingPollIsOneReadAndAWholeLoginIsFourWrites() {
		start();
		this.mongo.sentNames();
		StartResult.Started started = start();
		assertThat(this.mongo.sentNames()).containsExactly("insert");
		DeviceCode code = Objects.requireNonNull(started.code());
		for (int i = 0; i < 10; i++) {
			this.service.collect(code, null);
			assertThat(this.mongo.sentNames()).containsExactly("find");
		}
		this.service.confirm(started.login().id(), ANN);
		assertThat(this.mongo.sentNames()).containsExactly("find", "update");
		String token = ((CollectResult.Collected) this.service.collect(code, null)).credential();
		assertThat(this.mongo.sentNames()).containsExactly("find", "update");
		assertThat(this.service.authenticate(token)).isPresent();
		assertThat(this.mongo.sentNames()).containsExactly("find", "update");
		assertThat(this.service.authenticate(token)).isPresent();
		assertThat(this.mongo.sentNames()).containsExactly("find");
	}

	@Test
	void whatIsNoCodeAndNoTokenCostsNothing() {
		assertThat(DeviceCode.parse("AB".repeat(32))).isEmpty();
		assertThat(this.service.authenticate("clt_" + "0".repeat(49))).isEmpty();
		assertThat(this.service.review("not a code", ANN)).isEmpty();
		assertThat(this.mongo.sentNames()).isEmpty();
	}

	private StartResult.Started start() {
		return (StartResult.Started) this.service.start(CliLoginRequest.of(CliLoginFlow.CONFIRM));
	}

}
