package io.github.clilogin.web.page;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.ReturnCode.Method;
import io.github.clilogin.internal.Sha256;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.HtmlForm;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an attacker who sends the link of a login to a user collects nothing. The
 * CLI of the attacker has another address than the browser of the user.
 */
class RelayedLinkTests extends AbstractPageTests {

	private static final String CODE_FIELD = "input[type=text]";

	@Override
	public HostApplication.Builder builder() {
		return super.builder().properties("clilogin.login.proof=required", "clilogin.login.flows=browser,confirm,code");
	}

	private RawConnection attacker() {
		return host().wire().from("127.66.0.1");
	}

	private RawResponse start(CliLoginFlow flow, Method method) {
		Map<String, String> parameters = new LinkedHashMap<>(
				Map.of("client_id", "acme", "return_methods", (method == Method.CODE) ? "code" : "loopback"));
		if (method == Method.LOOPBACK) {
			parameters.put("return_port", "50123");
		}
		if (flow == CliLoginFlow.BROWSER) {
			parameters.put("code_challenge", Sha256.hex(HexFormat.of().parseHex(own(method))));
		}
		else {
			parameters.put("flow", (flow == CliLoginFlow.CODE) ? "code" : "confirm");
		}
		RawResponse started = attacker().form("/clilogin/device", parameters);
		assertThat(started.status()).as(started.body()).isEqualTo(200);
		return started;
	}

	/** Returns the device code that the CLI draws in the flow BROWSER. */
	private static String own(Method method) {
		return ((method == Method.CODE) ? "c0" : "b0").repeat(32);
	}

	private RawResponse poll(RawResponse started, Method method, Map<String, String> returnCode) {
		String deviceCode = started.text("device_code");
		Map<String, String> fields = new LinkedHashMap<>(returnCode);
		fields.put("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
		fields.put("client_id", "acme");
		fields.put("device_code", deviceCode.isEmpty() ? "r." + own(method) : deviceCode);
		return attacker().form("/clilogin/token", fields);
	}

	/** Opens the link as the user, who confirms in good faith. */
	private void confirm(RawResponse started) {
		TestBrowser victim = browser().as("ann");
		String complete = started.text("verification_uri_complete");
		View page = victim.get(complete.isEmpty() ? started.text("verification_uri") : complete);
		if (page.has("form " + CODE_FIELD)) {
			HtmlForm form = page.formWith(CODE_FIELD);
			String field = form.element().select(CODE_FIELD).attr("name");
			page = page.submit(form, Map.of(field, started.text("user_code"))).follow();
		}
		assertThat(page.submit("/confirm").status()).isEqualTo(303);
	}

	@ParameterizedTest
	@CsvSource({ "BROWSER, CODE", "BROWSER, LOOPBACK", "CONFIRM, CODE", "CONFIRM, LOOPBACK", "CODE, CODE",
			"CODE, LOOPBACK" })
	void theAttackerCollectsNothingWithoutTheReturnCode(CliLoginFlow flow, Method method) {
		RawResponse started = start(flow, method);
		CliLogin login = host().loginOf(started);
		assertThat(login.request().remoteAddress()).isEqualTo("127.66.0.1");
		confirm(started);
		assertThat(poll(started, method, Map.of()).text("error")).isEqualTo("authorization_pending");
		Stream.of("B", "C", "D")
			.map((letter) -> (method == Method.CODE) ? letter.repeat(6) : letter.repeat(42) + "A")
			.map((guess) -> poll(started, method, Map.of("return_code", guess)))
			.forEach((answer) -> assertThat(answer.status()).as(answer.body()).isEqualTo(400));
		assertThat(status(login)).isEqualTo(CliLoginStatus.REJECTED);
	}

}
