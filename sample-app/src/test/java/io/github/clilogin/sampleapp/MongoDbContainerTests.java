package io.github.clilogin.sampleapp;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.mongodb.MongoDBContainer;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.test.context.ActiveProfiles;

import io.github.clilogin.sampleapp.Browser.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole login on a MongoDB that Spring Boot itself connects to, where Docker gives one
 * and no other was given.
 */
@Testcontainers(disabledWithoutDocker = true)
@DisabledIfEnvironmentVariable(named = "CLILOGIN_TEST_MONGODB_URI", matches = ".*\\S.*",
		disabledReason = "A given server comes before Docker")
@EnabledIf(value = "containerStarts", disabledReason = "Docker answers but gives no MongoDB")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("mongodb")
class MongoDbContainerTests {

	@Container
	@ServiceConnection
	private static final MongoDBContainer mongodb = new MongoDBContainer("mongo:6.0");

	@LocalServerPort
	private int port;

	/** A class cannot be skipped any more once its container has failed. */
	static boolean containerStarts() {
		try {
			mongodb.start();
			return true;
		}
		catch (RuntimeException ex) {
			System.err.println("NO MONGODB FROM DOCKER: " + ex.toString().lines().findFirst().orElse(""));
			return false;
		}
	}

	@Test
	void connectionOfTheHostIsUsed() {
		Terminal terminal = new Terminal();
		Browser browser = new Browser();
		String server = "http://localhost:" + this.port;
		JsonNode login = terminal.start(server);
		Page review = browser.open(login.get("verification_uri_complete").asString(), "ann");
		browser.press(review, "Confirm", Map.of());
		String token = terminal.poll(server, login).get("access_token").asString();
		assertThat(terminal.whoami(server, token).body()).isEqualTo("{\"name\":\"ann\"}");
	}

}
