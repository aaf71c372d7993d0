package io.github.clilogin.autoconfigure.security;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.TestCli;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the user and the authorities of a token for each kind of sign-in.
 */
class KindsOfUserTests {

	@AutoClose
	private static final HostApplication host = HostApplication.start(Providers.class, "clilogin.endpoints.cli=true",
			"clilogin.endpoints.logins=true", "clilogin.endpoints.tokens=true", "clilogin.api.paths=/api/**",
			"clilogin.login.scopes=read,write", "spring.security.user.roles=USER");

	private TestBrowser browser = host.browser();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			form   | ann       | ann       | ROLE_USER FACTOR_BEARER               | ann
			oauth2 | github:17 | 17        | OAUTH2_USER ROLE_STAFF FACTOR_BEARER  | Ann Example
			oidc   | okta:17   | 17        | OIDC_USER ROLE_STAFF FACTOR_BEARER    | Ann Example
			""")
	void tokenActsForTheUserWhoSignedIn(String kind, String owner, String name, String authorities, String shown)
			throws Exception {
		signIn(kind);
		TestCli commandLine = confirmed(host.cli());
		assertThat(commandLine.poll().json().get("account").asString()).isEqualTo(shown);
		assertThat(this.browser.get("/api/name").html()).isEqualTo(name);
		assertThat(who(commandLine)).isEqualTo(owner + " " + name + " " + sorted(authorities));
		assertThat(this.browser.get("/clilogin/tokens").html()).contains(host.loginOf(commandLine).id());
		this.browser = host.browser();
		signIn("stranger");
		assertThat(this.browser.get("/clilogin/tokens").html()).isEqualTo("{\"tokens\":[]}");
	}

	@ParameterizedTest
	@CsvSource({ "form, ann, ann", "oauth2, github:17, 17", "oidc, okta:17, 17" })
	void tokenWithScopesHasOnlyTheAuthoritiesOfItsScopes(String kind, String owner, String name) {
		signIn(kind);
		assertThat(who(confirmed(host.cli(Map.of("scope", "read write")))))
			.isEqualTo(owner + " " + name + " FACTOR_BEARER SCOPE_read SCOPE_write");
	}

	private void signIn(String kind) {
		if (kind.equals("form")) {
			this.browser.as("ann");
		}
		else {
			assertThat(this.browser.get("/as/" + kind).status()).isEqualTo(200);
		}
	}

	/** Confirms in the browser, like a front end of the host. */
	private TestCli confirmed(TestCli cli) {
		View confirmed = this.browser.json("/clilogin/logins/" + host.loginOf(cli).id() + "/confirm", "{}",
				"X-CSRF-TOKEN: " + this.browser.csrf());
		assertThat(confirmed.status()).isEqualTo(200);
		return cli;
	}

	private static String who(TestCli commandLine) {
		return host.wire().get("/api/who", TestCli.bearer(commandLine.token())).body();
	}

	private static String sorted(String words) {
		return String.join(" ", List.of(words.split(" ")).stream().sorted().toList());
	}

	/**
	 * A host whose users come from here and there.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import({ PlainHost.class, Arrivals.class })
	static class Providers {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/as/**").permitAll().anyRequest().authenticated())
				.formLogin(Customizer.withDefaults())
				.build();
		}

	}

	/**
	 * Signs in as Spring Security does when a user comes back from a provider.
	 */
	@RestController
	static class Arrivals {

		@GetMapping("/as/{kind}")
		String arrive(@PathVariable String kind, HttpServletRequest request, HttpServletResponse response) {
			new HttpSessionSecurityContextRepository().saveContext(new SecurityContextImpl(arrival(kind)), request,
					response);
			return kind;
		}

		private static Authentication arrival(String kind) {
			if (kind.equals("oidc")) {
				return provided("okta", new DefaultOidcUser(authorities("OIDC_USER"), new OidcIdToken("id-token",
						Instant.now(), Instant.now().plusSeconds(60), Map.of("sub", "17", "name", "Ann Example"))));
			}
			String id = kind.equals("stranger") ? "18" : "17";
			return provided("github",
					new DefaultOAuth2User(authorities("OAUTH2_USER"), Map.of("id", id, "name", "Ann Example"), "id"));
		}

		private static Authentication provided(String registration, OAuth2User user) {
			return new OAuth2AuthenticationToken(user, user.getAuthorities(), registration);
		}

		private static List<GrantedAuthority> authorities(String kind) {
			List<GrantedAuthority> authorities = AuthorityUtils.createAuthorityList(kind, "ROLE_STAFF", "SCOPE_openid");
			authorities.add(FactorGrantedAuthority.withFactor("AUTHORIZATION_CODE").build());
			return authorities;
		}

		@GetMapping("/api/name")
		String name(Principal user) {
			return user.getName();
		}

		@GetMapping("/api/who")
		String who(CliTokenAuthentication user) {
			List<String> authorities = user.getAuthorities()
				.stream()
				.map(GrantedAuthority::getAuthority)
				.map(String::valueOf)
				.sorted()
				.toList();
			return user.getOwnerId() + " " + user.getName() + " " + String.join(" ", authorities);
		}

	}

}
