package io.github.clilogin.testsupport;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

import io.github.clilogin.memory.MemoryCliLogins;

/**
 * A host application whose clock, store, users and mapper a test controls, see
 * {@link HostApplication#bean}. All endpoints are enabled. The header {@code X-Test-User}
 * names the signed-in user, and CSRF protection is disabled.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public final class ControlledHost {

	/** The time at which the clock stands still. */
	public static final Instant START = Instant.parse("2026-11-21T12:00:00.123Z");

	/** The header of a request that no security filter chain covers. */
	public static final String UNCOVERED = "X-Test-Uncovered: true";

	/** Starts the application with more properties such as {@code a.b=c}. */
	public static HostApplication start(String... properties) {
		return with().properties(properties).start();
	}

	/** Prepares the application. */
	public static HostApplication.Builder with() {
		return HostApplication.with(ControlledHost.class)
			.properties("clilogin.endpoints.cli=true", "clilogin.endpoints.page=true", "clilogin.endpoints.logins=true",
					"clilogin.endpoints.tokens=true", "clilogin.login.flows=confirm,code,browser",
					"clilogin.limits.starts-per-minute=1000000", "clilogin.api.paths=/**");
	}

	@Bean
	MovableClock cliLoginClock() {
		return MovableClock.at(START);
	}

	@Bean
	TestRepository store() {
		return new TestRepository(MemoryCliLogins.repository());
	}

	@Bean
	TestUsers cliUsers() {
		return new TestUsers((id) -> Map.of("4711", "Ann Example").getOrDefault(id, id));
	}

	@Bean
	TestMapper mapper() {
		return new TestMapper();
	}

	@Bean
	SecurityFilterChain hostChain(HttpSecurity http) {
		return http.addFilterBefore(signIn(), AnonymousAuthenticationFilter.class)
			.csrf((csrf) -> csrf.disable())
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.build();
	}

	@Bean
	WebSecurityCustomizer uncovered() {
		return (web) -> web.ignoring().requestMatchers((request) -> request.getHeader("X-Test-Uncovered") != null);
	}

	/** Returns a filter that signs in the user of the header. */
	public static Filter signIn() {
		return (request, response, chain) -> {
			Optional.ofNullable(((HttpServletRequest) request).getHeader("X-Test-User"))
				.ifPresent((name) -> SecurityContextHolder.getContext().setAuthentication(TestUsers.user(name)));
			chain.doFilter(request, response);
		};
	}

}
