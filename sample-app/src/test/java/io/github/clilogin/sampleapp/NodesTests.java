package io.github.clilogin.sampleapp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins that several instances serve together on one real MongoDB.
 */
@RealMongoDbTest
class NodesTests {

	private final String database = RealMongoDb.newDatabase(getClass());

	private final List<HostApplication> instances = new ArrayList<>();

	@AfterEach
	void close() {
		this.instances.forEach(HostApplication::close);
	}

	@Test
	void anyInstanceServesAnyStepOfALogin() {
		HostApplication first = startInstance();
		HostApplication second = startInstance();
		HostApplication third = startInstance();

		TestCli cli = first.cli();
		confirm(second, cli);
		String token = cli.at(third.wire()).token();

		for (HostApplication instance : this.instances) {
			assertThat(cli.at(instance.wire()).call("/api/me", token).body()).isEqualTo("{\"name\":\"ann\"}");
		}
		cli.at(second.wire()).revoke(token);
		for (HostApplication instance : this.instances) {
			assertThat(cli.at(instance.wire()).call("/api/me", token).status()).isEqualTo(401);
		}
	}

	@Test
	void confirmedLoginAndItsTokenOutliveARestart() {
		HostApplication before = startInstance();
		TestCli cli = before.cli();
		confirm(before, cli);
		before.close();

		HostApplication after = startInstance();
		String token = cli.at(after.wire()).token();
		after.close();

		assertThat(cli.at(startInstance().wire()).call("/api/me", token).status()).isEqualTo(200);
	}

	@Test
	void aPollThatWaitsOnOneInstanceIsAnsweredByADecisionOnAnother() throws Exception {
		HostApplication first = startInstance();
		HostApplication second = startInstance();
		TestCli cli = first.cli();
		CompletableFuture<RawResponse> poll = cli.waitingPoll();
		confirm(second, cli);
		assertThat(poll.get(30, TimeUnit.SECONDS).text("access_token")).startsWith("clt_");
	}

	private HostApplication startInstance() {
		HostApplication instance = HostApplication.start(SampleApp.class, "spring.profiles.active=mongodb",
				"spring.mongodb.uri=" + RealMongoDb.uri(this.database));
		this.instances.add(instance);
		return instance;
	}

	private static void confirm(HostApplication instance, TestCli cli) {
		instance.browser(TestBrowser.HTML).open(cli.path(), "ann").press("Confirm");
	}

}
