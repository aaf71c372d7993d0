package io.github.clilogin.autoconfigure.security;

import java.util.Optional;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.authorization.EnableMultiFactorAuthentication;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/**
 * Hosts with filter chains of their own.
 */
final class HostChains {

	/** The Basic credentials of ann. */
	static final String BASIC = "Basic YW5uOmRlbW8=";

	private HostChains() {
	}

	private static HttpSecurity signedIn(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
	}

	/** Forms, and nothing without a sign-in. */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainHost.class)
	static class FormLogin {

		@Bean
		SecurityFilterChain all(HttpSecurity http) {
			return signedIn(http).formLogin(Customizer.withDefaults()).build();
		}

	}

	/** Ann, whose password is not made slow to check. */
	@Configuration(proxyBeanMethods = false)
	static class Ann {

		@Bean
		UserDetailsService users() {
			return (name) -> Optional.of(name)
				.filter("ann"::equals)
				.map((ann) -> User.withUsername(ann).password("{noop}demo").roles("USER").build())
				.orElseThrow(() -> UsernameNotFoundException.fromUsername(name));
		}

	}

	/** A password with every request. */
	@Configuration(proxyBeanMethods = false)
	@Import({ PlainHost.class, Ann.class })
	static class HttpBasic {

		@Bean
		SecurityFilterChain all(HttpSecurity http) {
			return signedIn(http).httpBasic(Customizer.withDefaults()).build();
		}

	}

	/** A host with the CSRF protection for single-page applications. */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainHost.class)
	static class CookieCsrf {

		@Bean
		SecurityFilterChain all(HttpSecurity http) {
			return signedIn(http).formLogin(Customizer.withDefaults()).csrf(CsrfConfigurer::spa).build();
		}

	}

	/** Neither sessions nor protection against other sites. */
	@Configuration(proxyBeanMethods = false)
	@Import({ PlainHost.class, Ann.class })
	static class Stateless {

		@Bean
		SecurityFilterChain all(HttpSecurity http) {
			return signedIn(http).httpBasic(Customizer.withDefaults())
				.csrf((csrf) -> csrf.disable())
				.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
				.build();
		}

	}

	/** Rules at methods. */
	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	@Import({ FormLogin.class, MethodSecurity.Ruled.class })
	static class MethodSecurity {

		/** Endpoints that need a role. */
		@RestController
		static class Ruled {

			@GetMapping("/api/for-users")
			@PreAuthorize("hasRole('USER')")
			String forUsers() {
				return "for users";
			}

			@GetMapping("/api/for-admins")
			@PreAuthorize("hasRole('ADMIN')")
			String forAdmins() {
				return "for admins";
			}

			@GetMapping("/api/for-readers")
			@PreAuthorize("hasAuthority('SCOPE_read')")
			String forReaders() {
				return "for readers";
			}

		}

	}

	/** A host that asks for a password and a one-time token. */
	@Configuration(proxyBeanMethods = false)
	@EnableMultiFactorAuthentication(
			authorities = { FactorGrantedAuthority.PASSWORD_AUTHORITY, FactorGrantedAuthority.OTT_AUTHORITY })
	@Import(PlainHost.class)
	static class MultiFactor {

		@Bean
		SecurityFilterChain all(HttpSecurity http) {
			return http
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/login/ott", "/ott/generate")
					.permitAll()
					.anyRequest()
					.authenticated())
				.formLogin(Customizer.withDefaults())
				.oneTimeTokenLogin((token) -> token.tokenGenerationSuccessHandler(
						(request, response, mail) -> response.sendRedirect("/login/ott?token=" + mail.getTokenValue())))
				.build();
		}

	}

	/** Spring MVC without the auto-configuration of Spring Boot. */
	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	@Import(PlainHost.class)
	static class OwnWebMvc {

	}

}
