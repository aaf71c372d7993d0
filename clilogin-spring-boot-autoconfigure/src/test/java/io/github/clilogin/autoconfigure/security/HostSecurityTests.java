package io.github.clilogin.autoconfigure.security;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the starter does not weaken the security of a host. Each test covers a
 * mistake that starters are known to make.
 */
class HostSecurityTests {

	private static final String[] ON = { "clilogin.endpoints.cli=true", "clilogin.api.paths=/api/**" };

	private static final String HSTS = "Strict-Transport-Security";

	private @Nullable HostApplication host;

	@AfterEach
	void close() {
		if (this.host != null) {
			this.host.close();
		}
	}

	@Test
	void noEndpointIsServedUntilItIsEnabled() {
		HostApplication host = start(PlainHost.class);
		assertThat(host.wire().get("/other").status()).isEqualTo(401);
		assertThat(host.wire().form("/clilogin/device", Map.of()).status()).isEqualTo(401);
		assertThat(host.wire().get("/api/me", "Authorization: Bearer " + host.token()).status()).isEqualTo(401);
	}

	@Test
	void defaultChainOfSpringBootStays() {
		HostApplication host = start(PlainHost.class, ON);
		assertThat(host.wire().get("/other").status()).isEqualTo(401);
		assertThat(host.wire().get("/other", "Accept: text/html").header("Location")).singleElement()
			.asString()
			.endsWith("/login");
		assertThat(host.wire().form("/clilogin/device", Map.of()).status()).isEqualTo(200);
	}

	@Test
	void onlyTheCliEndpointsArePublic() {
		HostApplication host = start(PlainHost.class, ON);
		assertThat(host.wire().get("/clilogin/other").status()).isEqualTo(401);
		assertThat(host.wire().get("/clilogin/device/other").status()).isEqualTo(401);
	}

	@Test
	void userOfTheHostStillSignsInByForm() {
		HostApplication host = start(PlainHost.class, ON);
		assertThat(host.browser().as("ann").get("/other").html()).isEqualTo("ann");
	}

	@Test
	void userOfTheHostStillSignsInByBasicAuthentication() {
		HostApplication host = start(PlainHost.class, ON);
		RawResponse response = host.wire().get("/other", "Authorization: Basic YW5uOmRlbW8=");
		assertThat(response.body()).isEqualTo("ann");
	}

	@Test
	void chainOfTheHostForAnyRequestStartsAndIsApplied() {
		HostApplication host = start(AnyRequest.class, ON);
		assertThat(host.wire().form("/clilogin/device", Map.of()).status()).isEqualTo(200);
		assertThat(host.wire().get("/other").status()).isEqualTo(403);
		assertThat(host.wire().get("/api/me", "Authorization: Bearer " + host.token()).body()).isEqualTo("ann");
	}

	@Test
	void cliEndpointsIgnoreTheCustomizersOfTheHost() {
		HostApplication host = start(Customized.class, ON);
		RawResponse response = host.wire().form("/clilogin/device", Map.of(), "Authorization: Basic Y2xpOg==");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Set-Cookie")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "false, ''", "true, max-age=31536000 ; includeSubDomains" })
	void onlyTheHostDecidesAboutHsts(boolean enabled, String header) {
		HostApplication host = start(Hsts.class, "clilogin.endpoints.cli=true", "clilogin.endpoints.page=true",
				"server.forward-headers-strategy=framework", "test.hsts=" + enabled);
		String https = "X-Forwarded-Proto: https";
		assertThat(host.wire().get("/login", https).header(HSTS)).isEqualTo(enabled ? List.of(header) : List.of());
		assertThat(host.wire().get("/clilogin", https).header(HSTS)).isEqualTo(enabled ? List.of(header) : List.of());
		assertThat(host.wire().get("/clilogin/device", https).header(HSTS)).isEmpty();
		assertThat(host.wire().form("/clilogin/device", "", https).header(HSTS)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "clilogin.endpoints.cli=false", "clilogin.endpoints.page=true", "clilogin.api.paths=/api/**" })
	void hostWithoutCsrfProtectionStaysWithoutIt(String enabled) {
		HostApplication host = start(CsrfDisabledByBean.class, enabled);
		RawResponse response = host.wire().form("/api/things", Map.of(), "Authorization: " + HostChains.BASIC);
		assertThat(response.body()).isEqualTo("made by ann");
	}

	@Test
	void chainThatEnablesCsrfProtectionAgainExemptsThePageAndTokens() {
		HostApplication host = start(CsrfEnabledAgain.class, "clilogin.endpoints.page=true",
				"clilogin.api.paths=/api/**");
		String ann = "Authorization: " + HostChains.BASIC;
		assertThat(host.wire().form("/clilogin/confirm", Map.of(), ann).body()).contains("Nothing was decided");
		assertThat(host.wire().form("/api/things", Map.of(), ann).status()).isEqualTo(401);
		assertThat(host.wire().form("/api/things", Map.of(), "Authorization: Bearer " + host.token()).body())
			.isEqualTo("made by ann");
	}

	@Test
	void pageAsksForASignInAndReturnsToThePage() {
		HostApplication host = start(PlainHost.class, "clilogin.endpoints.page=true");
		TestBrowser ann = host.browser(TestBrowser.HTML);
		View signedOut = ann.get("/clilogin?user_code=BCDF-GHJK");
		assertThat(signedOut.header("Location")).endsWith("/login");
		View signedIn = signedOut.follow().signIn("ann");
		assertThat(signedIn.url().toString()).contains("/clilogin?user_code=BCDF-GHJK");
		assertThat(ann.get("/clilogin").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/favicon.ico          | Accept: image/avif,image/webp,*/*;q=0.8
			/site.webmanifest     | Sec-Fetch-Mode: cors
			/reload               | Sec-Fetch-Mode: navigate
			/other                | Accept: text/html
			""")
	void requestThatTheUserDidNotMakeDoesNotReplaceThePageToReturnTo(String path, String header) {
		HostApplication host = start(PlainHost.class, "clilogin.endpoints.page=true");
		TestBrowser ann = host.browser();
		View signIn = ann.get("/clilogin?user_code=BCDF-GHJK", TestBrowser.HTML).follow();
		ann.get(path, header);
		assertThat(signIn.signIn("ann").url()).hasPath("/clilogin").hasParameter("user_code", "BCDF-GHJK");
	}

	@Test
	void pageAsksForASignInWhereTheHostPermitsEverything() {
		HostApplication host = start(PermitAll.class, "clilogin.endpoints.page=true", "clilogin.endpoints.logins=true");
		assertThat(host.wire().get("/open").status()).isEqualTo(404);
		assertThat(host.wire().get("/clilogin").header("Location")).singleElement().asString().endsWith("/login");
		assertThat(host.wire().get("/clilogin/logins?user_code=BCDF-GHJK").status()).isEqualTo(302);
	}

	@Test
	void disabledPageDoesNotAskForASignIn() {
		HostApplication host = start(PermitAll.class, "clilogin.endpoints.cli=true");
		assertThat(host.wire().get("/clilogin").status()).isEqualTo(404);
	}

	@Test
	void onlyEnabledEndpointsAskForASignIn() {
		HostApplication host = start(PermitAll.class, "clilogin.endpoints.tokens=true");
		assertThat(host.wire().get("/clilogin/tokens").status()).isEqualTo(302);
		assertThat(host.wire().get("/clilogin/tokens/other").status()).isEqualTo(404);
		assertThat(host.wire().get("/clilogin").status()).isEqualTo(404);
		assertThat(host.wire().get("/clilogin/browser").status()).isEqualTo(404);
		assertThat(host.wire().get("/clilogin/logins/0").status()).isEqualTo(404);
	}

	@Test
	void tokenDecidesNothing() {
		HostApplication host = start(PlainHost.class, "clilogin.endpoints.page=true", "clilogin.endpoints.logins=true",
				"clilogin.endpoints.tokens=true", "clilogin.api.paths=/**");
		String bearer = "Bearer " + host.token();
		assertThat(host.wire().get("/clilogin", "Authorization: " + bearer).status()).isEqualTo(403);
		assertThat(host.wire().get("/clilogin/logins?user_code=BCDF-GHJK", "Authorization: " + bearer).status())
			.isEqualTo(403);
	}

	@Test
	void tokenAuthenticatesNoForwardFromAPathThatIgnoresTokens() {
		HostApplication host = start(Forwards.class, "clilogin.api.paths=/api/**");
		String bearer = "Authorization: Bearer " + host.token();
		assertThat(host.wire().get("/api/me", bearer).body()).isEqualTo("ann");
		assertThat(host.wire().get("/open/forward", bearer).status()).isEqualTo(401);
		assertThat(host.wire().get("/open/forward", "Authorization: Bearer clt_x").status()).isEqualTo(401);
		assertThat(host.wire().get("/open/forward", "Authorization: Bearer clt_x").body())
			.doesNotContain("invalid_token");
	}

	@Test
	void pageThatAnotherPathForwardsToAsksForASignIn() {
		HostApplication host = start(Forwards.class, "clilogin.endpoints.page=true");
		assertThat(host.wire().get("/open/page").status()).isEqualTo(401);
		assertThat(host.wire().get("/open/page", "Authorization: " + HostChains.BASIC).status()).isEqualTo(200);
	}

	@Test
	void otherServletKeepsItsCsrfProtection() {
		HostApplication host = start(OtherServlet.class, "clilogin.endpoints.page=true");
		TestBrowser ann = host.browser(TestBrowser.HTML).as("ann");
		assertThat(ann.get("/admin/clilogin/confirm").html()).isEqualTo("other GET");
		assertThat(ann.post("/admin/clilogin/confirm", Map.of()).status()).isEqualTo(403);
		assertThat(ann.post("/clilogin/confirm", Map.of()).html()).contains("Nothing was decided");
	}

	@Test
	void otherServletKeepsItsSignIn() {
		HostApplication host = start(OtherServlet.class, "clilogin.endpoints.cli=true", "clilogin.paths.base=/");
		assertThat(host.wire().form("/device", Map.of()).status()).isEqualTo(200);
		assertThat(host.wire().get("/admin/status").status()).isEqualTo(401);
		assertThat(host.wire().get("/admin/status", "Authorization: " + HostChains.BASIC).body())
			.isEqualTo("other GET");
		assertThat(host.wire().request("TRACE", "/admin/status", "", new byte[0]).body())
			.doesNotContain("invalid_request");
	}

	@Test
	void otherDispatcherServletServesTheSameEndpoints() {
		HostApplication host = start(OtherDispatcher.class, "clilogin.endpoints.cli=true");
		assertThat(host.wire().form("/admin/clilogin/device", Map.of()).status()).isEqualTo(200);
		assertThat(host.wire().form("/clilogin/device", Map.of()).status()).isEqualTo(200);
	}

	@Test
	void tokenListsTheLoginsOfItsUser() {
		HostApplication host = start(PlainHost.class, "clilogin.endpoints.tokens=true");
		RawResponse response = host.wire().get("/clilogin/tokens", "Authorization: Bearer " + host.token());
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).contains("\"current\":true");
	}

	@Test
	void servletPathOfTheHostIsKept() {
		HostApplication host = start(PlainHost.class, "clilogin.endpoints.cli=true", "clilogin.api.paths=/api/**",
				"spring.mvc.servlet.path=/app");
		assertThat(host.wire().form("/app/clilogin/device", Map.of()).status()).isEqualTo(200);
		assertThat(host.wire().get("/app/other").status()).isEqualTo(401);
		assertThat(host.wire().get("/app/api/me", "Authorization: Bearer " + host.token()).body()).isEqualTo("ann");
	}

	@Test
	void pageOutsideOfEveryChainIsRefusedAndTheErrorNamesTheFix() {
		HostApplication host = start(ApiOnly.class, "clilogin.endpoints.cli=true", "clilogin.endpoints.page=true",
				"clilogin.endpoints.logins=true", "clilogin.api.paths=/api/**");
		for (String path : List.of("/clilogin?user_code=BCDF-GHJK", "/clilogin/logins?user_code=BCDF-GHJK")) {
			RawResponse response = host.wire().get(path, "Authorization: " + HostChains.BASIC);
			assertThat(response.status()).isEqualTo(403);
			assertThat(response.body()).contains("security filter chain", "securityMatcher");
		}
		assertThat(host.wire().form("/clilogin/confirm", Map.of("user_code", "BCDF-GHJK")).status()).isEqualTo(403);
		assertThat(host.wire().form("/clilogin/device", Map.of()).status()).isEqualTo(200);
		assertThat(host.wire().get("/api/me", "Authorization: Bearer " + host.token()).body()).isEqualTo("ann");
		assertThat(host.wire().get("/api/me").status()).isEqualTo(401);
	}

	@Test
	void rulesAtMethodsHoldForTokensToo() {
		HostApplication host = start(HostChains.MethodSecurity.class, "clilogin.api.paths=/api/**",
				"clilogin.login.scopes=read", "spring.security.user.roles=USER");
		String all = "Bearer " + host.token();
		assertThat(host.wire().get("/api/for-users", "Authorization: " + all).body()).isEqualTo("for users");
		assertThat(host.wire().get("/api/for-admins", "Authorization: " + all).status()).isEqualTo(403);
		assertThat(host.wire().get("/api/for-readers", "Authorization: " + all).status()).isEqualTo(403);
		String scoped = "Bearer " + host.token("read");
		assertThat(host.wire().get("/api/for-users", "Authorization: " + scoped).status()).isEqualTo(403);
		assertThat(host.wire().get("/api/for-readers", "Authorization: " + scoped).body()).isEqualTo("for readers");
	}

	@Test
	void portOfTheActuatorServesNoLogins() {
		HostApplication host = start(PlainHost.class, "test.actuator=true", "management.server.port=0",
				"management.health.mongodb.enabled=false", "clilogin.endpoints.cli=true",
				"clilogin.endpoints.page=true", "clilogin.api.paths=/**");
		RawConnection management = new RawConnection(host.managementPort());
		assertThat(management.get("/actuator/health").status()).isEqualTo(200);
		assertThat(management.form("/clilogin/device", "").status()).isEqualTo(401);
		assertThat(management.get("/clilogin", RawConnection.basic("ann", "demo")).status()).isEqualTo(404);
	}

	private HostApplication start(Class<?> configuration, String... properties) {
		this.host = HostApplication.start(configuration, properties);
		return Objects.requireNonNull(this.host);
	}

	/**
	 * A host that enables or disables HTTP Strict Transport Security.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainHost.class)
	static class Hsts {

		@Bean
		SecurityFilterChain all(HttpSecurity http, @Value("${test.hsts}") boolean enabled) {
			return http
				.headers((headers) -> headers
					.httpStrictTransportSecurity(enabled ? Customizer.withDefaults() : (hsts) -> hsts.disable()))
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.formLogin(Customizer.withDefaults())
				.build();
		}

	}

	/**
	 * A host with one chain for all, in front of everything.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainHost.class)
	static class AnyRequest {

		@Bean
		@Order(1)
		SecurityFilterChain all(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
		}

	}

	/**
	 * A host that guards nothing but its API.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainHost.class)
	static class ApiOnly {

		@Bean
		SecurityFilterChain api(HttpSecurity http) {
			return http.securityMatcher("/api/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	/**
	 * A host that leaves every path open.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainHost.class)
	static class PermitAll {

		@Bean
		SecurityFilterChain all(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.formLogin(Customizer.withDefaults())
				.build();
		}

	}

	/**
	 * A host that changes every chain it makes.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainHost.class)
	static class Customized {

		@Bean
		Customizer<HttpSecurity> everywhere() {
			return (http) -> http.httpBasic(Customizer.withDefaults())
				.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.ALWAYS));
		}

	}

	/**
	 * A host that disables CSRF protection in every chain.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import({ PlainHost.class, HostChains.Ann.class })
	static class CsrfDisabledByBean {

		@Bean
		Customizer<HttpSecurity> noCsrf() {
			return (http) -> http.csrf((csrf) -> csrf.disable());
		}

	}

	/**
	 * A host with CSRF protection in the only chain.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(CsrfDisabledByBean.class)
	static class CsrfEnabledAgain {

		@Bean
		SecurityFilterChain all(HttpSecurity http) {
			return http.csrf(Customizer.withDefaults())
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	/**
	 * A host that forwards from open paths.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import({ PlainHost.class, HostChains.Ann.class, Forwards.Open.class })
	static class Forwards {

		@Bean
		SecurityFilterChain all(HttpSecurity http) {
			return http
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/open/*").permitAll().anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		/** Open paths. */
		@Controller
		static class Open {

			@GetMapping("/open/forward")
			String api() {
				return "forward:/api/me";
			}

			@GetMapping("/open/page")
			String page() {
				return "forward:/clilogin";
			}

		}

	}

	/**
	 * A host with a servlet of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainHost.class)
	static class OtherServlet {

		@Bean
		ServletRegistrationBean<HttpServlet> other() {
			return new ServletRegistrationBean<>(new HttpServlet() {

				@Override
				protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
					response.getWriter().write("other " + request.getMethod());
				}

			}, "/admin/*");
		}

	}

	/**
	 * A host with two servlets of Spring MVC.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainHost.class)
	static class OtherDispatcher {

		@Bean
		ServletRegistrationBean<DispatcherServlet> other() {
			ServletRegistrationBean<DispatcherServlet> other = new ServletRegistrationBean<>(
					new DispatcherServlet(new AnnotationConfigWebApplicationContext()) {
					}, "/admin/*");
			other.setName("admin");
			return other;
		}

	}

}
