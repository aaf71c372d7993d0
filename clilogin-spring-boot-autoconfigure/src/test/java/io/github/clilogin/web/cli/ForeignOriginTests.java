package io.github.clilogin.web.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.web.CliLoginPaths;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a page of another origin cannot use the endpoints of CLIs from the browser
 * of its visitor.
 */
class ForeignOriginTests {

	private static final String DEVICE = "/clilogin/device";

	private static final String ORIGINS = "clilogin.endpoints.allowed-origins";

	@AutoClose
	private static final HostApplication host = ControlledHost.start("clilogin.endpoints.page=false",
			ORIGINS + "=tauri://localhost,https://tool.example");

	@AutoClose
	private static final HostApplication published = ControlledHost.start("clilogin.endpoints.page=false",
			"clilogin.base-url=https://acme.example/app");

	static List<String> paths() {
		return CliLoginPaths.under("/clilogin").cliPaths();
	}

	/** Sends a form with another {@code Host} header than usual. */
	private static RawResponse form(HostApplication application, String path, String host, String... headers) {
		return application.wire().formTo(host, path, "", headers);
	}

	private static void assertRefused(RawResponse answer, String header) {
		assertThat(answer.error()).isEqualTo("403 access_denied");
		assertThat(answer.text("error_description") + answer.text("errorDescription")).contains(header, ORIGINS);
		assertThat(answer.headers().keySet()).noneMatch((name) -> name.startsWith("access-control-"));
		assertThat(answer.header("Cache-Control")).containsExactly("no-store");
	}

	@ParameterizedTest
	@MethodSource("paths")
	void anotherOriginIsRefused(String path) {
		for (String origin : List.of("null", "https://evil.example", "http://localhost", "http://localhost:1",
				"https://tool.example:8443", "https://tool.example.evil.example", "http://tool.example",
				"https://tool.example/", "tauri://localhost.evil.example", "", "localhost", "x", "http://",
				"https://tool.example, https://evil.example")) {
			assertRefused(host.wire().form(path, "", "Origin: " + origin), "Origin");
			assertRefused(host.wire().json(path, "{}", "Origin: " + origin, "Sec-Fetch-Site: same-site"), "Origin");
			assertRefused(published.wire().form(path, "", "Origin: " + origin), "Origin");
		}
		assertRefused(host.wire().form(path, "", "Origin: null", "Sec-Fetch-Site: same-origin"), "Origin");
	}

	@ParameterizedTest
	@MethodSource("paths")
	void severalOriginsAreRefused(String path) {
		String own = "Origin: " + host.url();
		assertRefused(host.wire().form(path, "", own, own), "Origin");
		assertRefused(host.wire().form(path, "", own, "Origin: https://evil.example"), "Origin");
		assertRefused(host.wire().form(path, "", "Origin: tauri://localhost", "Origin: https://evil.example"),
				"Origin");
	}

	@ParameterizedTest
	@MethodSource("paths")
	void anotherSiteIsRefusedEvenIfItsBrowserSendsNoOrigin(String path) {
		for (String site : List.of("cross-site", "same-site", "Cross-Site", "x", "")) {
			assertRefused(host.wire().form(path, "", "Sec-Fetch-Site: " + site), "Sec-Fetch-Site");
			assertRefused(host.wire().form(path, "", "Sec-Fetch-Site: " + site, "Origin: " + host.url()),
					"Sec-Fetch-Site");
		}
		assertRefused(host.wire().form(path, "", "Sec-Fetch-Site: none", "Sec-Fetch-Site: cross-site"),
				"Sec-Fetch-Site");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Accept: */*", "Sec-Fetch-Mode: cors", "Sec-Fetch-Site: same-origin",
			"Sec-Fetch-Site: none", "User-Agent: node" })
	void cliIsNotRefused(String header) {
		assertThat(host.wire().form(DEVICE, "", header).status()).isEqualTo(200);
		assertThat(published.wire().form(DEVICE, "", header).status()).isEqualTo(200);
		assertThat(form(published, DEVICE, "10.0.0.5:8080", header).status()).isEqualTo(200);
	}

	@Test
	void ownPageIsNotRefused() {
		assertThat(host.wire().form(DEVICE, "", "Origin: " + host.url()).status()).isEqualTo(200);
		assertThat(host.wire().form(DEVICE, "", "Origin: " + host.url(), "Sec-Fetch-Site: same-origin").status())
			.isEqualTo(200);
		assertThat(
				host.wire().form(DEVICE, "", "Origin: https://behind.example", "Sec-Fetch-Site: same-origin").status())
			.isEqualTo(200);
		for (String own : List.of("https://acme.example", "https://ACME.example:443", published.url())) {
			assertThat(published.wire().form(DEVICE, "", "Origin: " + own).status()).as(own).isEqualTo(200);
		}
	}

	/** The name of the attacker resolves to the address of this application. */
	@ParameterizedTest
	@MethodSource("paths")
	void nameThatIsReboundIsRefusedIfTheBaseUrlIsSet(String path) {
		for (String name : List.of("evil.example:8080", "127.evil.example", "localhost.evil.example",
				"acme.example.evil.example", "acme.example:8080")) {
			assertRefused(form(published, path, name, "Origin: http://" + name), "Origin");
			assertRefused(form(published, path, name, "Origin: http://" + name, "Sec-Fetch-Site: same-origin"),
					"Origin");
		}
		for (String name : List.of("localhost:9000", "127.0.0.1:9000", "[::1]:9000")) {
			RawResponse tunnel = form(published, DEVICE, name, "Origin: http://" + name);
			assertThat(tunnel.status()).as(name).isEqualTo(200);
		}
	}

	@Test
	void refusedStartDoesNotCountForTheLimit() {
		try (HostApplication limited = ControlledHost.start("clilogin.limits.starts-per-minute=1")) {
			for (int i = 0; i < 30; i++) {
				assertRefused(limited.wire().form(DEVICE, "", "Origin: https://evil.example"), "Origin");
				assertRefused(limited.wire().form(DEVICE, "", "Sec-Fetch-Site: cross-site"), "Sec-Fetch-Site");
			}
			assertThat(limited.wire().form(DEVICE, "").status()).isEqualTo(200);
			assertThat(limited.wire().form(DEVICE, "").status()).isEqualTo(429);
		}
	}

	@Test
	void refusedRequestNeitherReadsNorChangesALogin() {
		RawResponse device = host.wire().form(DEVICE, "client_id=acme");
		String code = "device_code=" + device.text("device_code") + "&client_id=acme";
		assertRefused(host.wire().form("/clilogin/cancel", code, "Origin: null"), "Origin");
		assertThat(host.loginOf(device).status()).isEqualTo(CliLoginStatus.PENDING);
		host.confirmed(device);
		assertRefused(host.wire().form("/clilogin/token", "grant_type=device_code&" + code, "Origin: null"), "Origin");
		assertRefused(host.wire().form("/clilogin/status", code, "Origin: null"), "Origin");
		String token = host.wire().form("/clilogin/token", "grant_type=device_code&" + code).text("access_token");
		assertRefused(host.wire().form("/clilogin/revoke", "token=" + token, "Origin: null"), "Origin");
		assertThat(host.loginOf(device).status()).isEqualTo(CliLoginStatus.COLLECTED);
	}

	@Test
	void allowedOriginMayReadTheResponse() {
		for (String origin : List.of("tauri://localhost", "https://tool.example")) {
			RawResponse answer = host.wire().form(DEVICE, "", "Origin: " + origin, "Sec-Fetch-Site: cross-site");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header("Access-Control-Allow-Origin")).containsExactly(origin);
			assertThat(answer.header("Access-Control-Expose-Headers"))
				.containsExactly("Retry-After, Preference-Applied");
			RawResponse error = host.wire().json("/clilogin/token", "{", "Origin: " + origin);
			assertThat(error.error()).isEqualTo("400 invalid_request");
			assertThat(error.header("Access-Control-Allow-Origin")).containsExactly(origin);
		}
		assertThat(host.wire().form(DEVICE, "").headers().keySet())
			.noneMatch((name) -> name.startsWith("access-control-"));
	}

	@ParameterizedTest
	@MethodSource("paths")
	void preflightOfAnAllowedOriginIsAnswered(String path) {
		RawResponse answer = preflight(path, "Origin: tauri://localhost");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Access-Control-Allow-Origin")).containsExactly("tauri://localhost");
		assertThat(answer.header("Access-Control-Allow-Headers")).containsExactly("content-type, prefer");
		assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
		assertThat(preflight(path, "Origin: null").error()).isEqualTo("403 access_denied");
		assertThat(preflight(path, "Origin: https://evil.example").error()).isEqualTo("403 access_denied");
	}

	private static RawResponse preflight(String path, String origin) {
		String headers = origin + "\r\nAccess-Control-Request-Method: POST\r\n"
				+ "Access-Control-Request-Headers: content-type,prefer";
		return host.wire().request("OPTIONS", path, headers, "".getBytes(StandardCharsets.US_ASCII));
	}

	@Test
	void allowedOriginMayReadTheMetadata() {
		try (HostApplication described = ControlledHost.start("clilogin.endpoints.metadata=true",
				"clilogin.base-url=https://acme.example", ORIGINS + "=tauri://localhost")) {
			RawConnection wire = described.wire();
			String path = "/.well-known/oauth-authorization-server";
			assertThat(wire.get(path, "Origin: tauri://localhost").header("Access-Control-Allow-Origin"))
				.containsExactly("tauri://localhost");
			assertThat(wire.get(path, "Origin: https://evil.example").header("Access-Control-Allow-Origin")).isEmpty();
		}
	}

}
