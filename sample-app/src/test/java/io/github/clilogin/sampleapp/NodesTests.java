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

	private final List<HostApplication> nodes = new ArrayList<>();

	@AfterEach
	void close() {
		this.nodes.forEach(HostApplication::close);
	}

	@Test
	void anyInstanceServesAnyStepOfALogin() {
		HostApplication first = startNode();
		HostApplication second = startNode();
		HostApplication third = startNode();

		TestCli cli = first.cli();
		confirm(second, cli);
		String token = cli.at(third.wire()).token();

		for (HostApplication node : this.nodes) {
			assertThat(cli.at(node.wire()).call("/api/me", token).body()).isEqualTo("{\"name\":\"ann\"}");
		}
		cli.at(second.wire()).revoke(token);
		for (HostApplication node : this.nodes) {
			assertThat(cli.at(node.wire()).call("/api/me", token).status()).isEqualTo(401);
		}
	}

	@Test
	void confirmedLoginAndItsTokenOutliveARestart() {
		HostApplication before = startNode();
		TestCli cli = before.cli();
		confirm(before, cli);
		before.close();

		HostApplication after = startNode();
		String token = cli.at(after.wire()).token();
		after.close();

		assertThat(cli.at(startNode().wire()).call("/api/me", token).status()).isEqualTo(200);
	}

	@Test
	void aPollThatWaitsOnOneInstanceIsAnsweredByADecisionOnAnother() throws Exception {
		HostApplication first = startNode();
		HostApplication second = startNode();
		TestCli cli = first.cli();
		CompletableFuture<RawResponse> poll = cli.waitingPoll();
		confirm(second, cli);
		assertThat(poll.get(30, TimeUnit.SECONDS).text("access_token")).startsWith("clt_");
	}

	private HostApplication startNode() {
		HostApplication node = HostApplication.start(SampleApp.class, "spring.profiles.active=mongodb",
				"spring.mongodb.uri=" + RealMongoDb.uri(this.database));
		this.nodes.add(node);
		return node;
	}

	private static void confirm(HostApplication node, TestCli cli) {
		node.browser(TestBrowser.HTML).open(cli.path(), "ann").press("Confirm");
	}

}
