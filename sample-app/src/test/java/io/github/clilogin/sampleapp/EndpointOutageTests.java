package io.github.clilogin.sampleapp;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.clilogin.sampleapp.Browser.Page;
import io.github.clilogin.testsupport.Mongod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What command lines and people are told while MongoDB is stopped, and that afterwards
 * everything goes on where it was.
 */
@ExtendWith(OutputCaptureExtension.class)
class EndpointOutageTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String JSON = "application/json";

	private final Terminal terminal = new Terminal();

	private final Browser browser = new Browser();

	private Mongod mongod;

	private ConfigurableApplicationContext application;

	private String server;

	@BeforeEach
	void start() {
		this.mongod = Mongod.start();
		this.application = new SpringApplicationBuilder(SampleApp.class).run("--server.port=0",
				"--spring.profiles.active=mongodb", "--spring.mongodb.uri=" + this.mongod.uri()
						+ "/test?serverSelectionTimeoutMS=1200&heartbeatFrequencyMS=500");
		this.server = "http://localhost:"
				+ Objects.requireNonNull(this.application.getEnvironment().getProperty("local.server.port"));
	}

	@AfterEach
	void close() {
		if (this.application != null) { // not where the test is skipped for want of a
										// mongod
			this.application.close();
			this.mongod.close();
		}
	}

	@Test
	void nothingIsLostWhileMongoDbIsStopped(CapturedOutput output) {
		String token = logIn();
		JsonNode login = this.terminal.start(this.server);
		Page review = this.browser.open(login.get("verification_uri_complete").asString());

		this.mongod.stop();
		assertPending(poll(FORM, "client_id=acme&grant_type=device_code&device_code=" + deviceCode(login)));
		assertPending(poll(JSON, "{\"clientId\":\"acme\",\"deviceCode\":\"%s\"}".formatted(deviceCode(login))));
		assertThat(output).contains("answered with authorization_pending: com.mongodb.")
			.doesNotContain("at io.github.clilogin.");
		assertUnavailable(post("device", "client_id=acme"));
		assertUnavailable(post("status", "client_id=acme&device_code=" + deviceCode(login)));
		assertUnavailable(post("cancel", "client_id=acme&device_code=" + deviceCode(login)));
		assertUnavailable(post("revoke", "client_id=acme&token=" + token));
		assertNotCertain(this.browser.open(login.get("verification_uri_complete").asString()));
		assertNotCertain(this.browser.press(review, "Confirm", Map.of()));
		assertUnavailable(this.terminal.get(this.server + "/api/me", token));
		assertUnavailable(this.terminal.get(this.server + "/clilogin/tokens", token));

		this.mongod.restart();
		assertThat(this.terminal.get(this.server + "/api/me", token).body()).isEqualTo("{\"name\":\"ann\"}");
		this.browser.press(review, "Confirm", Map.of());
		assertThat(this.terminal.poll(this.server, login).path("account").asString("")).isEqualTo("ann");
	}

	private String logIn() {
		JsonNode login = this.terminal.start(this.server);
		Page review = this.browser.open(login.get("verification_uri_complete").asString(), "ann");
		this.browser.press(review, "Confirm", Map.of());
		return this.terminal.poll(this.server, login).get("access_token").asString();
	}

	private static String deviceCode(JsonNode login) {
		return login.get("device_code").asString();
	}

	private HttpResponse<String> poll(String contentType, String body) {
		return this.terminal.post(this.server + "/clilogin/token", contentType, body);
	}

	private HttpResponse<String> post(String endpoint, String body) {
		return this.terminal.post(this.server + "/clilogin/" + endpoint, FORM, body);
	}

	private static void assertPending(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("\"error\":\"authorization_pending\"");
	}

	private static void assertUnavailable(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
		assertThat(answer.body()).contains("\"error\":\"temporarily_unavailable\"");
	}

	private static void assertNotCertain(Page page) {
		assertThat(page.status()).isEqualTo(503);
		assertThat(page.html()).contains("Result unknown", "Try again");
	}

}
