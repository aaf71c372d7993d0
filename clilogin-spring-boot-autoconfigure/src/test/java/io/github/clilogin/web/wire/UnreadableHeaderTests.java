package io.github.clilogin.web.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.web.CliLoginPaths;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no header makes a request to a path of clilogin end at the error page of the
 * host.
 */
class UnreadableHeaderTests {

	private static final List<String> HEADERS = List.of("Content-Type: */*", "Content-Type: application/*",
			"Content-Type: ;", "Content-Type: nonsense", "Content-Type: application/json;charset=nonsense",
			"Content-Type: application/json;charset=\"", "Content-Type: application/json; q=2",
			"Content-Type: multipart/form-data", "Content-Type: application/x-www-form-urlencoded;charset=nonsense",
			"Content-Type: a/b\r\nContent-Type: */*", "Accept: ;", "Accept: nonsense", "Accept-Language: *;q=x",
			"Accept-Charset: ;", "User-Agent: \u0001", "User-Agent: \u00e9", "X-Other: \u0007", "Cookie: =;;=\"",
			"Origin: ::", "Range: nonsense", "If-Modified-Since: nonsense", "If-None-Match: \"", "Authorization: Basic",
			"Authorization: Basic \u00e9", "Prefer: ;", "X-Forwarded-For: ::::", "X-Forwarded-Proto: :",
			"Content-Type: \u0080", "Accept: \u0080", "Accept-Language: \u0080", "Authorization: Basic \u0080",
			"Cookie: \u0080", "Origin: \u0080", "Prefer: \u0080", "Range: \u0080", "If-Modified-Since: \u0080",
			"If-None-Match: \u0080", "Sec-Fetch-Site: \u0080");

	@AutoClose
	private static final HostApplication host = builder().property("server.forward-headers-strategy", "framework")
		.start();

	/** A host that keeps the charset of each request and all headers of a proxy. */
	@AutoClose
	private static final HostApplication plain = builder().property("spring.servlet.encoding.enabled", false).start();

	/** Jetty refuses a charset that it does not know as soon as the type is read. */
	@AutoClose
	private static final HostApplication jetty = builder().property("spring.servlet.encoding.enabled", false)
		.property("test.server", "jetty")
		.start();

	private static HostApplication.Builder builder() {
		return ControlledHost.with()
			.configuration(ErrorPage.class)
			.property("clilogin.endpoints.metadata", true)
			.property("clilogin.base-url", "https://app.example.com");
	}

	static Stream<String> paths() {
		CliLoginPaths paths = CliLoginPaths.under("/clilogin");
		List<String> all = new ArrayList<>(paths.cliPaths());
		all.addAll(paths.pagePaths());
		all.addAll(List.of(paths.logins(), paths.tokens(), paths.tokensRevoke(),
				"/.well-known/oauth-authorization-server"));
		String id = "0".repeat(64);
		Stream.of(paths.login(), paths.loginConfirm(), paths.loginReject())
			.map((pattern) -> pattern.replace("{id}", id))
			.forEach(all::add);
		return all.stream();
	}

	@ParameterizedTest
	@MethodSource("paths")
	void pathOfClilogin(String path) {
		for (String verb : List.of("GET", "HEAD", "OPTIONS", "POST", "PUT")) {
			for (String header : HEADERS) {
				for (RawConnection wire : List.of(host.wire(), plain.wire(), jetty.wire())) {
					assertAnswered(wire, verb, path, header);
					assertAnswered(wire, verb, path, header + "\r\nX-Test-User: ann");
				}
			}
		}
	}

	@Test
	void unreadableHeaderOfAProxyStillMeansAProxy() {
		for (String header : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP")) {
			RawResponse started = plain.wire().form("/clilogin/device", "client_id=acme", header + ": \u0080");
			assertThat(plain.loginOf(started).request().isAddressUncertain()).as(header).isTrue();
		}
	}

	@Test
	void unreadableOriginIsForeign() {
		for (String origin : List.of("Origin: \u0080", "Origin: https://app.example.com\u0080")) {
			RawResponse refused = plain.wire()
				.json("/clilogin/tokens/revoke", "{\"id\":\"" + "0".repeat(64) + "\"}", "X-Test-User: ann", origin);
			assertThat(refused.status()).as(origin).isEqualTo(403);
		}
	}

	private static void assertAnswered(RawConnection wire, String verb, String path, String header) {
		RawResponse response = wire.request(verb, path, header, new byte[0]);
		assertThat(response.status()).as("%s %s", verb, header).isLessThan(500).isNotZero();
		assertThat(response.header("X-Error-Page")).as("%s %s: %s", verb, header, response).isEmpty();
	}

	/** The error page of the host. */
	@RestController
	static class ErrorPage implements ErrorController {

		@RequestMapping("/error")
		ResponseEntity<String> error() {
			return ResponseEntity.status(500).header("X-Error-Page", "host").body("failed");
		}

	}

}
