package io.github.clilogin.web.page;

import java.net.URI;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import org.springframework.http.ResponseCookie;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the cookie that holds the secret of a browser.
 */
class PageCookieTests {

	private final PageCookie cookie = new PageCookie(null);

	private static MockHttpServletRequest request(String scheme, String server) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setScheme(scheme);
		request.setSecure("https".equals(scheme));
		request.setServerName(server);
		return request;
	}

	private static String set(PageCookie cookie, MockHttpServletRequest request) {
		cookie.readOrCreate(request);
		return cookie.toSet(request).map(ResponseCookie::toString).orElse("");
	}

	@Test
	void theCookieHasTheHostPrefixOverTls() {
		assertThat(set(this.cookie, request("https", "acme.example")))
			.matches("__Host-clilogin=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax");
	}

	@Test
	void anHttpsBaseUrlMakesTheCookieSecureBehindAProxy() {
		PageCookie behindProxy = new PageCookie(URI.create("https://acme.example"));
		assertThat(set(behindProxy, request("http", "acme.example"))).startsWith("__Host-clilogin=");
		assertThat(set(behindProxy, request("http", "localhost"))).startsWith("clilogin=");
		assertThat(set(behindProxy, request("http", "127.0.0.1"))).startsWith("clilogin=");
	}

	@Test
	void oneValueServesOneRequestAndIsKeptByTheBrowser() {
		MockHttpServletRequest first = request("http", "localhost");
		String value = this.cookie.readOrCreate(first);
		assertThat(this.cookie.readOrCreate(first)).isEqualTo(value);
		MockHttpServletRequest second = request("http", "localhost");
		second.setCookies(new Cookie("clilogin", value));
		assertThat(set(this.cookie, second)).isEmpty();
		assertThat(this.cookie.read(second)).contains(value);
	}

	@Test
	void aMalformedCookieIsReplaced() {
		MockHttpServletRequest request = request("https", "acme.example");
		request.setCookies(new Cookie("__Host-clilogin", "short"), new Cookie("clilogin", "A".repeat(43)));
		assertThat(this.cookie.read(request)).isEmpty();
		assertThat(set(this.cookie, request)).startsWith("__Host-clilogin=");
	}

}
