package io.github.clilogin.sampleapp;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.Mongod;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the responses to CLIs and users while MongoDB is stopped, and that logins
 * continue afterwards.
 */
@ExtendWith(OutputCaptureExtension.class)
class EndpointOutageTests {

	private Mongod mongod;

	private HostApplication application;

	@BeforeEach
	void start() {
		this.mongod = Mongod.start();
		this.application = HostApplication.start(SampleApp.class, "spring.profiles.active=mongodb",
				"spring.mongodb.uri=" + this.mongod.uri()
						+ "/test?serverSelectionTimeoutMS=1200&heartbeatFrequencyMS=500");
	}

	@AfterEach
	void close() {
		if (this.application != null) { // Null without a mongod
			this.application.close();
			this.mongod.close();
		}
	}

	@Test
	void nothingIsLostWhileMongoDbIsStopped(CapturedOutput output) {
		TestBrowser ann = this.application.browser(TestBrowser.HTML);
		String token = logIn(ann);
		TestCli cli = this.application.cli();
		View review = ann.get(cli.link());
		RawConnection wire = this.application.wire();

		this.mongod.stop();
		assertThat(cli.poll().error()).isEqualTo("400 authorization_pending");
		assertThat(wire
			.json("/clilogin/token", "{\"clientId\":\"acme\",\"deviceCode\":\"%s\"}".formatted(cli.deviceCode()))
			.error()).isEqualTo("400 authorization_pending");
		assertThat(output).contains("(authorization_pending): com.mongodb.").doesNotContain("at io.github.clilogin.");
		assertUnavailable(wire.form("/clilogin/device", "client_id=acme"));
		assertUnavailable(wire.form("/clilogin/status", "client_id=acme&device_code=" + cli.deviceCode()));
		assertUnavailable(cli.cancel());
		assertUnavailable(cli.revoke(token));
		assertNotCertain(ann.get(cli.link()));
		assertNotCertain(review.press("Confirm"));
		assertUnavailable(cli.call("/api/me", token));
		assertUnavailable(cli.call("/clilogin/tokens", token));

		this.mongod.restart();
		assertThat(cli.call("/api/me", token).body()).isEqualTo("{\"name\":\"ann\"}");
		review.press("Confirm");
		assertThat(cli.poll().text("account")).isEqualTo("ann");
	}

	private String logIn(TestBrowser ann) {
		TestCli cli = this.application.cli();
		ann.open(cli.link(), "ann").press("Confirm");
		return cli.token();
	}

	private static void assertUnavailable(RawResponse answer) {
		assertThat(answer.error()).isEqualTo("503 temporarily_unavailable");
		assertThat(answer.header("Retry-After")).containsExactly("5");
	}

	private static void assertNotCertain(View page) {
		assertThat(page.status()).isEqualTo(503);
		assertThat(page.html()).contains("Result unknown", "Try again");
	}

}
