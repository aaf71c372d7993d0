package io.github.clilogin.autoconfigure.security;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

import io.github.clilogin.testsupport.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the starter weakens nothing of a host's own security, each by a trap that starters
 * are known to fall into.
 */
class HostSecurityTests {

	private static final String[] ON = { "clilogin.endpoints.cli=true", "clilogin.api.paths=/api/**" };

	private @Nullable Host host;

	@AfterEach
	void close() {
		if (this.host != null) {
			this.host.close();
		}
	}

	@Test
	void hostIsNoMoreOpenThanBeforeUntilSomethingIsSwitchedOn() throws Exception {
		Host host = start(Host.Plain.class);
		assertThat(host.get("/other").statusCode()).isEqualTo(401);
		assertThat(host.post("/clilogin/device", Map.of()).statusCode()).isEqualTo(401);
		assertThat(host.get("/api/me", "Authorization", "Bearer " + host.token()).statusCode()).isEqualTo(401);
	}

	@Test
	void defaultChainOfSpringBootStays() throws Exception {
		Host host = start(Host.Plain.class, ON);
		assertThat(host.get("/other").statusCode()).isEqualTo(401);
		assertThat(host.get("/other", "Accept", "text/html").headers().firstValue("Location")).get()
			.asString()
			.endsWith("/login");
		assertThat(host.post("/clilogin/device", Map.of()).statusCode()).isEqualTo(200);
	}

	@Test
	void onlyThePathsOfCommandLinesAreOpen() throws Exception {
		Host host = start(Host.Plain.class, ON);
		assertThat(host.get("/clilogin/other").statusCode()).isEqualTo(401);
		assertThat(host.get("/clilogin/device/other").statusCode()).isEqualTo(401);
	}

	@Test
	void userOfTheHostStillSignsInByForm() throws Exception {
		Host host = start(Host.Plain.class, ON);
		assertThat(host.signIn().headers().firstValue("Location")).get().asString().doesNotContain("error");
		assertThat(host.get("/other").body()).isEqualTo("ann");
	}

	@Test
	void userOfTheHostStillSignsInByBasicAuthentication() throws Exception {
		Host host = start(Host.Plain.class, ON);
		HttpResponse<String> response = host.get("/other", "Authorization", "Basic YW5uOmRlbW8=");
		assertThat(response.body()).isEqualTo("ann");
	}

	@Test
	void chainOfTheHostForAnyRequestStartsAndIsObeyed() throws Exception {
		Host host = start(AnyRequest.class, ON);
		assertThat(host.post("/clilogin/device", Map.of()).statusCode()).isEqualTo(200);
		assertThat(host.get("/other").statusCode()).isEqualTo(403);
		assertThat(host.get("/api/me", "Authorization", "Bearer " + host.token()).body()).isEqualTo("ann");
	}

	@Test
	void commandLineIsLetInWhateverTheHostAddsToItsChains() throws Exception {
		Host host = start(Customized.class, ON);
		HttpResponse<String> response = host.post("/clilogin/device", Map.of(), "Authorization", "Basic Y2xpOg==");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
	}

	@Test
	void pageAsksForASignInAndComesBack() throws Exception {
		Host host = start(Host.Plain.class, "clilogin.endpoints.page=true");
		HttpResponse<String> signedOut = host.get("/clilogin?user_code=BCDF-GHJK", "Accept", "text/html");
		assertThat(signedOut.headers().firstValue("Location")).get().asString().endsWith("/login");
		assertThat(host.signIn().headers().firstValue("Location")).get()
			.asString()
			.contains("/clilogin?user_code=BCDF-GHJK");
		assertThat(host.get("/clilogin", "Accept", "text/html").statusCode()).isEqualTo(200);
	}

	@Test
	void pageAsksForASignInWhereTheHostPermitsEverything() throws Exception {
		Host host = start(PermitAll.class, "clilogin.endpoints.page=true", "clilogin.endpoints.logins=true");
		assertThat(host.get("/open").statusCode()).isEqualTo(404);
		assertThat(host.get("/clilogin").headers().firstValue("Location")).get().asString().endsWith("/login");
		assertThat(host.get("/clilogin/logins?user_code=BCDF-GHJK").statusCode()).isEqualTo(302);
	}

	@Test
	void nobodyIsAskedToSignInForWhatIsNotSwitchedOn() throws Exception {
		Host host = start(PermitAll.class, "clilogin.endpoints.cli=true");
		assertThat(host.get("/clilogin").statusCode()).isEqualTo(404);
	}

	@Test
	void nobodyIsAskedToSignInForWhatIsNotServedBesideWhatIs() throws Exception {
		Host host = start(PermitAll.class, "clilogin.endpoints.tokens=true");
		assertThat(host.get("/clilogin/tokens").statusCode()).isEqualTo(302);
		assertThat(host.get("/clilogin/tokens/other").statusCode()).isEqualTo(404);
		assertThat(host.get("/clilogin").statusCode()).isEqualTo(404);
		assertThat(host.get("/clilogin/browser").statusCode()).isEqualTo(404);
		assertThat(host.get("/clilogin/logins/0").statusCode()).isEqualTo(404);
	}

	@Test
	void tokenDecidesNothing() throws Exception {
		Host host = start(Host.Plain.class, "clilogin.endpoints.page=true", "clilogin.endpoints.logins=true",
				"clilogin.endpoints.tokens=true", "clilogin.api.paths=/**");
		String bearer = "Bearer " + host.token();
		assertThat(host.get("/clilogin", "Authorization", bearer).statusCode()).isEqualTo(403);
		assertThat(host.get("/clilogin/logins?user_code=BCDF-GHJK", "Authorization", bearer).statusCode())
			.isEqualTo(403);
	}

	@Test
	void tokenListsTheLoginsOfItsUserWhereverTokensAreAccepted() throws Exception {
		Host host = start(Host.Plain.class, "clilogin.endpoints.tokens=true");
		HttpResponse<String> response = host.get("/clilogin/tokens", "Authorization", "Bearer " + host.token());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("\"current\":true");
	}

	@Test
	void servletPathOfTheHostIsKept() throws Exception {
		Host host = start(Host.Plain.class, "clilogin.endpoints.cli=true", "clilogin.api.paths=/api/**",
				"spring.mvc.servlet.path=/app");
		assertThat(host.post("/app/clilogin/device", Map.of()).statusCode()).isEqualTo(200);
		assertThat(host.get("/app/other").statusCode()).isEqualTo(401);
		assertThat(host.get("/app/api/me", "Authorization", "Bearer " + host.token()).body()).isEqualTo("ann");
	}

	@Test
	void pageThatNoChainCoversStaysShutAndNamesTheCure() throws Exception {
		Host host = start(ApiOnly.class, "clilogin.endpoints.cli=true", "clilogin.endpoints.page=true",
				"clilogin.endpoints.logins=true", "clilogin.api.paths=/api/**");
		for (String path : List.of("/clilogin?user_code=BCDF-GHJK", "/clilogin/logins?user_code=BCDF-GHJK")) {
			HttpResponse<String> response = host.get(path, "Authorization", HostChains.BASIC);
			assertThat(response.statusCode()).isEqualTo(403);
			assertThat(response.body()).contains("security filter chain", "securityMatcher");
		}
		assertThat(host.post("/clilogin/confirm", Map.of("user_code", "BCDF-GHJK")).statusCode()).isEqualTo(403);
		assertThat(host.post("/clilogin/device", Map.of()).statusCode()).isEqualTo(200);
		assertThat(host.get("/api/me", "Authorization", "Bearer " + host.token()).body()).isEqualTo("ann");
		assertThat(host.get("/api/me").statusCode()).isEqualTo(401);
	}

	@Test
	void rulesAtMethodsHoldForTokensToo() throws Exception {
		Host host = start(HostChains.MethodSecurity.class, "clilogin.api.paths=/api/**", "clilogin.login.scopes=read",
				"spring.security.user.roles=USER");
		String all = "Bearer " + host.token();
		assertThat(host.get("/api/for-users", "Authorization", all).body()).isEqualTo("for users");
		assertThat(host.get("/api/for-admins", "Authorization", all).statusCode()).isEqualTo(403);
		assertThat(host.get("/api/for-readers", "Authorization", all).statusCode()).isEqualTo(403);
		String scoped = "Bearer " + host.token("read");
		assertThat(host.get("/api/for-users", "Authorization", scoped).statusCode()).isEqualTo(403);
		assertThat(host.get("/api/for-readers", "Authorization", scoped).body()).isEqualTo("for readers");
	}

	@Test
	void portOfTheActuatorServesNoLogins() throws Exception {
		Host host = start(Host.Plain.class, "test.actuator=true", "management.server.port=0",
				"management.health.mongodb.enabled=false", "clilogin.endpoints.cli=true",
				"clilogin.endpoints.page=true", "clilogin.api.paths=/**");
		Wire management = new Wire(host.managementPort());
		assertThat(management.get("/actuator/health").status()).isEqualTo(200);
		assertThat(management.form("/clilogin/device", "").status()).isEqualTo(401);
		assertThat(management.get("/clilogin", Wire.basic("ann", "demo")).status()).isEqualTo(404);
	}

	private Host start(Class<?> configuration, String... properties) {
		this.host = Host.start(configuration, properties);
		return Objects.requireNonNull(this.host);
	}

	/**
	 * A host with one chain for all, in front of everything.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(Host.Plain.class)
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
	@Import(Host.Plain.class)
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
	@Import(Host.Plain.class)
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
	@Import(Host.Plain.class)
	static class Customized {

		@Bean
		Customizer<HttpSecurity> everywhere() {
			return (http) -> http.httpBasic(Customizer.withDefaults())
				.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.ALWAYS));
		}

	}

}
