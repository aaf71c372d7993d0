package io.github.clilogin.sampleapp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.clilogin.sampleapp.Browser.Page;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins that several instances serve together on one real MongoDB.
 */
@RealMongoDbTest
class NodesTests {

	private final String database = RealMongoDb.newDatabase(getClass());

	private final Terminal terminal = new Terminal();

	private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();

	@AfterEach
	void close() {
		this.nodes.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void anyInstanceServesAnyStepOfALogin() {
		String first = startNode();
		String second = startNode();
		String third = startNode();

		JsonNode login = this.terminal.start(first);
		confirm(second, login);
		String token = collect(third, login);

		for (String node : List.of(first, second, third)) {
			assertThat(this.terminal.whoami(node, token).body()).isEqualTo("{\"name\":\"ann\"}");
		}
		this.terminal.logout(second, token);
		for (String node : List.of(first, second, third)) {
			assertThat(this.terminal.whoami(node, token).statusCode()).isEqualTo(401);
		}
	}

	@Test
	void confirmedLoginAndItsTokenOutliveARestart() {
		String before = startNode();
		JsonNode login = this.terminal.start(before);
		confirm(before, login);
		this.nodes.get(0).close();

		String after = startNode();
		String token = collect(after, login);
		this.nodes.get(1).close();

		assertThat(this.terminal.whoami(startNode(), token).statusCode()).isEqualTo(200);
	}

	@Test
	void aPollThatWaitsOnOneInstanceIsAnsweredByADecisionOnAnother() throws Exception {
		String first = startNode();
		String second = startNode();
		JsonNode login = this.terminal.start(first);
		CompletableFuture<JsonNode> poll = this.terminal.pollWaiting(first, login);
		confirm(second, login);
		assertThat(poll.get(20, TimeUnit.SECONDS).path("access_token").asString()).startsWith("clt_");
	}

	private String startNode() {
		ConfigurableApplicationContext node = new SpringApplicationBuilder(SampleApp.class).run("--server.port=0",
				"--spring.profiles.active=mongodb", "--spring.mongodb.uri=" + RealMongoDb.uri(this.database));
		this.nodes.add(node);
		return "http://localhost:" + Objects.requireNonNull(node.getEnvironment().getProperty("local.server.port"));
	}

	private void confirm(String node, JsonNode login) {
		Browser browser = new Browser();
		Page review = browser.open(node + "/clilogin?user_code=" + login.get("user_code").asString(), "ann");
		browser.press(review, "Confirm", Map.of());
	}

	private String collect(String node, JsonNode login) {
		return this.terminal.poll(node, login).get("access_token").asString();
	}

}
