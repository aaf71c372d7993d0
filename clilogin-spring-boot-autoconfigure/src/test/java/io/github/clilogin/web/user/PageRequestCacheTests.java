package io.github.clilogin.web.user;

import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the page to return to after the sign-in, in hosts with different request caches.
 */
class PageRequestCacheTests {

	private static final String LINK = "/clilogin?user_code=BCDF-GHJK";

	private static final String[] OPENED = { TestBrowser.HTML, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document" };

	private static HostApplication start(Cache cache, String... properties) {
		return HostApplication.with(Host.class)
			.bean(cache)
			.property("clilogin.endpoints.page", true)
			.properties(properties)
			.start();
	}

	/** Opens a link, sends another request and signs in. */
	private static View returned(HostApplication host, String link, String path, String... headers) {
		TestBrowser ann = host.browser();
		View signIn = ann.get(link, TestBrowser.HTML).follow();
		ann.get(path, headers);
		return signIn.signIn("ann");
	}

	@ParameterizedTest
	@EnumSource(names = { "SESSION", "COOKIE", "CUSTOM" })
	void iconDoesNotReplaceThePage(Cache cache) {
		try (HostApplication host = start(cache)) {
			assertThat(returned(host, LINK, "/icon.png", "Accept: image/avif").url()).hasPath("/clilogin")
				.hasParameter("user_code", "BCDF-GHJK");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SESSION", "COOKIE", "CUSTOM" })
	void pageOfTheHostIsReturnedTo(Cache cache) {
		try (HostApplication host = start(cache)) {
			assertThat(returned(host, "/first", "/second", TestBrowser.HTML).url()).hasPath("/second");
		}
	}

	/** Spring Security replaces a disabled cache by one that saves nothing. */
	@ParameterizedTest
	@EnumSource(names = { "NOTHING", "DISABLED" })
	void hostThatSavesNoRequestStaysSo(Cache cache) {
		try (HostApplication host = start(cache)) {
			assertThat(returned(host, LINK, "/icon.png", "Accept: image/avif").url()).hasPath("/");
			assertThat(returned(host, "/first", "/second", TestBrowser.HTML).url()).hasPath("/");
		}
	}

	static Stream<List<String>> embedded() {
		return Stream.of(List.of("no-cors", "image"), List.of("cors", "empty"), List.of("navigate", "iframe"),
				List.of("same-origin", "empty"), List.of("nonsense", "document"));
	}

	@ParameterizedTest
	@MethodSource("embedded")
	void pageThatAnotherPageEmbedsDoesNotReplaceThePage(List<String> fetch) {
		try (HostApplication host = start(Cache.SESSION)) {
			for (String path : List.of("/clilogin?user_code=XXXX-XXXX", "/clilogin/browser?state=x", "/other")) {
				View page = returned(host, LINK, path, "Accept: text/html", "Sec-Fetch-Mode: " + fetch.get(0),
						"Sec-Fetch-Dest: " + fetch.get(1), "Sec-Fetch-User: ?1");
				assertThat(page.url()).as(path).hasPath("/clilogin").hasParameter("user_code", "BCDF-GHJK");
			}
		}
	}

	@Test
	void pageThatTheUserOpensReplacesThePage() {
		try (HostApplication host = start(Cache.SESSION)) {
			assertThat(returned(host, LINK, "/clilogin/browser", OPENED).url()).hasPath("/clilogin/browser");
			assertThat(returned(host, LINK, "/clilogin/browser", TestBrowser.HTML).url()).hasPath("/clilogin/browser");
			assertThat(returned(host, LINK, "/other", OPENED).url()).hasPath("/clilogin");
			assertThat(returned(host, LINK, "/other", OPENED[0], OPENED[1], OPENED[2], "Sec-Fetch-User: ?1").url())
				.hasPath("/other");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/device, /my/device, /clilogin/browser", "/, /my/, /browser" })
	void pageOfTheHostWithTheSameEndIsNotThePage(String page, String other, String browser) {
		String key = page.equals("/") ? "base" : "page";
		try (HostApplication host = start(Cache.SESSION, "clilogin.paths." + key + "=" + page)) {
			assertThat(returned(host, page, other, TestBrowser.HTML).url()).hasPath(page);
			assertThat(returned(host, other, "/second", TestBrowser.HTML).url()).hasPath("/second");
			assertThat(returned(host, page, browser, TestBrowser.HTML).url()).hasPath(browser);
		}
	}

	@Test
	void contextPathAndServletPathAreLeftOut() {
		try (HostApplication host = start(Cache.SESSION, "server.servlet.context-path=/ctx",
				"spring.mvc.servlet.path=/app", "server.servlet.register-default-servlet=true")) {
			for (String spelling : List.of("/ctx/app/clilogin", "/ctx/app/%63lilogin")) {
				assertThat(saved(host, spelling, "/ctx/icon.png")).isEqualTo("/ctx/app/clilogin");
				assertThat(saved(host, spelling, "/ctx/app/icon.png")).isEqualTo("/ctx/app/clilogin");
			}
			assertThat(saved(host, "/ctx/x/clilogin", "/ctx/second")).isEqualTo("/ctx/second");
		}
	}

	private static String saved(HostApplication host, String link, String path) {
		return returned(host, link, path, "Accept: text/html,image/avif").url().getPath();
	}

	/** The request cache of a host. */
	enum Cache implements Customizer<RequestCacheConfigurer<HttpSecurity>> {

		SESSION {

			@Override
			public void customize(RequestCacheConfigurer<HttpSecurity> cache) {
			}

		},

		DISABLED {

			@Override
			public void customize(RequestCacheConfigurer<HttpSecurity> cache) {
				cache.disable();
			}

		},

		COOKIE {

			@Override
			public void customize(RequestCacheConfigurer<HttpSecurity> cache) {
				cache.requestCache(new CookieRequestCache());
			}

		},

		CUSTOM {

			@Override
			public void customize(RequestCacheConfigurer<HttpSecurity> cache) {
				cache.requestCache(new LastRequestCache());
			}

		},

		NOTHING {

			@Override
			public void customize(RequestCacheConfigurer<HttpSecurity> cache) {
				cache.requestCache(new NullRequestCache());
			}

		}

	}

	/** Keeps the last URL of the only user, without scheme and host. */
	private static final class LastRequestCache implements RequestCache {

		private @Nullable SavedRequest last;

		@Override
		public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
			String query = request.getQueryString();
			this.last = new SimpleSavedRequest(request.getRequestURI() + ((query != null) ? "?" + query : ""));
		}

		@Override
		public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
			return this.last;
		}

		@Override
		public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request,
				HttpServletResponse response) {
			return null;
		}

		@Override
		public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
			this.last = null;
		}

	}

	/** A host with a sign-in form. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Host {

		@Bean
		SecurityFilterChain chain(HttpSecurity http, Cache cache) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.formLogin(Customizer.withDefaults())
				.requestCache(cache)
				.build();
		}

	}

}
