package io.github.clilogin.sampleapp;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.mongodb.MongoDBContainer;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.test.context.ActiveProfiles;

import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestCli;

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
		TestCli cli = TestCli.start(new RawConnection(this.port), Map.of());
		new TestBrowser(URI.create("http://localhost:" + this.port)).open(cli.link(), "ann").press("Confirm");
		assertThat(cli.call("/api/me", cli.token()).body()).isEqualTo("{\"name\":\"ann\"}");
	}

}
