package io.github.clilogin.web.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.clilogin.DeviceCode;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.HtmlForm;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the log of request details, which the guide names.
 */
class LogSwitchTests {

	private static final String ANN = "X-Test-User: ann";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path temp;

	private Path log() {
		return this.temp.resolve("host.log");
	}

	private HostApplication startWithDetails() {
		return ControlledHost.with()
			.properties("spring.mvc.log-request-details=true",
					"logging.level.org.springframework.web.servlet.DispatcherServlet=debug")
			.property("logging.file.name", log())
			.start();
	}

	@Test
	void requestDetailsContainNoSecretOfACli() throws IOException {
		try (HostApplication host = startWithDetails()) {
			String own = "ab".repeat(32);
			String id = DeviceCode.parse(own).orElseThrow().id();
			host.wire().form("/clilogin/device", Map.of("code_challenge", id, "seal_seed", "5e".repeat(32)));
			host.wire().form("/clilogin/status", Map.of("device_code", own));
			TestCli cli = host.confirmedCli();
			String token = cli.token();
			cli.revoke(token);
			assertThat(Files.readString(log())).contains("POST \"/clilogin/revoke\"")
				.doesNotContain(own, "5e".repeat(32), cli.deviceCode(), token);
		}
	}

	@Test
	void requestDetailsLeaveTheAnswerToAMalformedForm() {
		try (HostApplication host = startWithDetails()) {
			for (String path : List.of("/clilogin/device", "/clilogin/token", "/clilogin/revoke")) {
				RawResponse answer = host.wire()
					.post(path, RawConnection.FORM, "client_id=%zz".getBytes(StandardCharsets.US_ASCII));
				assertThat(answer.error()).as(path).isEqualTo("400 invalid_request");
				assertThat(answer.text("error_description")).contains("two hex digits");
			}
		}
	}

	@Test
	void requestDetailsContainTheDecisionToken() throws IOException {
		try (HostApplication host = startWithDetails()) {
			String decisionToken = decide(host);
			assertThat(Files.readString(log())).contains(decisionToken);
		}
	}

	private static String decide(HostApplication host) {
		TestBrowser ann = host.browser(ANN);
		HtmlForm form = ann.get(host.cli().path()).form("/confirm");
		ann.post("/clilogin/confirm", form.fields());
		return form.value("decision_token");
	}

}
