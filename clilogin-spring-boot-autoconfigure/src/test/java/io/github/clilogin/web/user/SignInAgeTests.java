package io.github.clilogin.web.user;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;

import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.MovableClock;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a user confirms only after a recent sign-in, if the host requires it.
 */
class SignInAgeTests {

	private static final Duration OLD = Duration.ofMinutes(16);

	@AutoClose
	private static final HostApplication host = start("clilogin.login.max-sign-in-age=15m");

	private final TestCli cli = host.cli(Map.of("client_id", "acme"));

	private static HostApplication start(String... properties) {
		return HostApplication.with(Host.class)
			.properties("clilogin.endpoints.cli=true", "clilogin.endpoints.page=true", "clilogin.endpoints.logins=true",
					"clilogin.endpoints.tokens=true", "clilogin.login.lifetime=1h",
					"clilogin.limits.starts-per-minute=1000", "clilogin.api.paths=/**")
			.properties(properties)
			.clock(MovableClock.running())
			.start();
	}

	private Duration ahead = Duration.ZERO;

	/** Moves the clock of clilogin, not that of Spring Security. */
	private void age(Duration duration) {
		host.clock().jump(duration);
		this.ahead = this.ahead.plus(duration);
	}

	@AfterEach
	void resetClock() {
		age(this.ahead.negated());
	}

	private View review(TestBrowser browser) {
		View review = browser.get(this.cli.path());
		assertThat(review.html()).contains(this.cli.userCode());
		return review;
	}

	private CliLoginStatus status() {
		return host.service().get(this.cli.id()).orElseThrow().status();
	}

	private View confirmByJson(TestBrowser browser) {
		return browser.json("/clilogin/logins/" + this.cli.id() + "/confirm", "{}");
	}

	@Test
	void recentSignInConfirms() {
		View review = review(host.browser().as("ann"));
		age(Duration.ofMinutes(14));
		assertThat(review.submit("/confirm").heading()).isEqualTo("Confirmed");
	}

	@Test
	void oldSignInIsRepeatedBeforeTheReview() {
		TestBrowser ann = host.browser().as("ann");
		age(OLD);
		for (String link : new String[] { this.cli.path(), "/clilogin", "/clilogin/browser?state=" + "c".repeat(64) }) {
			View away = ann.get(link);
			assertThat(away.status()).as(link).isEqualTo(302);
			assertThat(away.header("Location")).as(link).endsWith("/login");
		}
		View signIn = ann.get(this.cli.path()).follow();
		resetClock();
		View review = signIn.signIn("ann");
		assertThat(review.html()).contains(this.cli.userCode());
		assertThat(review.submit("/confirm").heading()).isEqualTo("Confirmed");
	}

	@Test
	void signInThatBecomesOldOnThePageIsRepeatedAndReturnsToTheLogin() {
		View review = review(host.browser().as("ann"));
		age(OLD);
		View away = review.submit("/confirm");
		assertThat(away.status()).isEqualTo(303);
		View signIn = away.follow();
		assertThat(signIn.asksForPassword()).isTrue();
		assertThat(status()).isEqualTo(CliLoginStatus.PENDING);
		resetClock();
		assertThat(signIn.signIn("ann").submit("/confirm").heading()).isEqualTo("Confirmed");
	}

	@Test
	void typedCodeSurvivesTheRepeatedSignIn() {
		View form = host.browser().as("ann").get("/clilogin");
		age(OLD);
		View signIn = form.submit("/clilogin", Map.of("user_code", this.cli.userCode())).follow();
		resetClock();
		assertThat(signIn.signIn("ann").html()).contains(this.cli.userCode());
	}

	@Test
	void rememberedUserSignsInAgain() {
		TestBrowser ann = host.browser().as("ann").forget("JSESSIONID");
		View signIn = ann.get(this.cli.path()).follow();
		assertThat(signIn.asksForPassword()).isTrue();
		View review = signIn.signIn("ann");
		assertThat(review.html()).contains(this.cli.userCode());
		review.browser().forget("JSESSIONID");
		assertThat(confirmByJson(review.browser()).error()).isEqualTo("403 insufficient_user_authentication");
		assertThat(status()).isEqualTo(CliLoginStatus.PENDING);
	}

	@Test
	void rememberedUserConfirmsWithoutTheProperty() {
		try (HostApplication relaxed = start()) {
			TestCli login = relaxed.cli(Map.of("client_id", "acme"));
			TestBrowser ann = relaxed.browser().as("ann").forget("JSESSIONID");
			assertThat(ann.get(login.path()).submit("/confirm").heading()).isEqualTo("Confirmed");
		}
	}

	@Test
	void jsonEndpointAsksForARecentSignIn() {
		TestBrowser ann = host.browser().as("ann");
		age(OLD);
		View refused = confirmByJson(ann);
		assertThat(refused.error()).isEqualTo("403 insufficient_user_authentication");
		assertThat(refused.json().path("errorDescription").asString()).contains("sign in again");
		assertThat(status()).isEqualTo(CliLoginStatus.PENDING);
		assertThat(ann.get("/clilogin/logins/" + this.cli.id()).status()).isEqualTo(200);
		resetClock();
		assertThat(confirmByJson(ann.as("ann")).status()).isEqualTo(200);
	}

	@Test
	void oldSignInRejectsAndDisconnects() {
		View review = review(host.browser().as("ann"));
		age(OLD);
		assertThat(review.submit("/reject").heading()).isEqualTo("Rejected");
		TestCli other = host.cli(Map.of("client_id", "acme"));
		resetClock();
		View confirmed = review.browser().get(other.path()).submit("/confirm");
		age(OLD);
		assertThat(confirmed.submit("/disconnect").heading()).isEqualTo("Disconnected");
	}

	@Test
	void cliTokenIsRefusedAsBefore() {
		review(host.browser().as("ann")).submit("/confirm");
		String token = this.cli.token();
		age(OLD);
		TestCli other = host.cli(Map.of("client_id", "acme"));
		TestBrowser bearer = host.browser(TestCli.bearer(token));
		assertThat(bearer.get(other.path()).heading()).isEqualTo("Browser required");
		assertThat(bearer.json("/clilogin/logins/" + other.id() + "/confirm", "{}").error())
			.isEqualTo("403 access_denied");
	}

	private static boolean isExceeded(Authentication user) {
		return new SignInAge(Duration.ofMinutes(15), Clock.systemUTC()).isExceededBy(user);
	}

	private static Authentication user(String factor, Instant time) {
		return UsernamePasswordAuthenticationToken.authenticated("ann", null,
				List.of(FactorGrantedAuthority.withAuthority(factor).issuedAt(time).build()));
	}

	@Test
	void newestFactorOfTheSignedInUserCounts() {
		Instant now = Instant.now();
		assertThat(isExceeded(user(FactorGrantedAuthority.PASSWORD_AUTHORITY, now))).isFalse();
		assertThat(isExceeded(user(FactorGrantedAuthority.PASSWORD_AUTHORITY, now.minus(OLD)))).isTrue();
		assertThat(isExceeded(user(FactorGrantedAuthority.BEARER_AUTHORITY, now))).isTrue();
		assertThat(isExceeded(UsernamePasswordAuthenticationToken.authenticated("ann", null,
				AuthorityUtils.createAuthorityList(FactorGrantedAuthority.PASSWORD_AUTHORITY))))
			.isTrue();
		Authentication admin = user(FactorGrantedAuthority.WEBAUTHN_AUTHORITY, now);
		assertThat(isExceeded(UsernamePasswordAuthenticationToken.authenticated("ben", null,
				List.of(new SwitchUserGrantedAuthority("ROLE_PREVIOUS", admin)))))
			.isFalse();
	}

	@Test
	void idTokenCountsUnlessItWasRefreshed() {
		Instant now = Instant.now();
		assertThat(isExceeded(oidc(now, "n"))).isFalse();
		assertThat(isExceeded(oidc(now.minus(OLD), "n"))).isTrue();
		assertThat(isExceeded(oidc(now, null))).isTrue();
	}

	private static Authentication oidc(Instant time, @Nullable String nonce) {
		OidcIdToken.Builder token = OidcIdToken.withTokenValue("x").subject("ann").issuedAt(time);
		DefaultOidcUser user = new DefaultOidcUser(List.of(), ((nonce != null) ? token.nonce(nonce) : token).build());
		return new OAuth2AuthenticationToken(user, List.of(), "acme");
	}

	/**
	 * A host with a form login that remembers users, and an API that includes the page.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Host {

		@Bean
		UserDetailsService users() {
			return (name) -> User.withUsername(name).password("{noop}demo").roles("USER").build();
		}

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.csrf((csrf) -> csrf.disable())
				.formLogin(Customizer.withDefaults())
				.rememberMe((remember) -> remember.alwaysRemember(true).key("test"))
				.build();
		}

	}

}
