package io.github.clilogin.autoconfigure.security;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Own tokens at an API that has tokens of its host as well, which refuses all it does not
 * know.
 */
class TwoKindsOfTokenTests {

	@Test
	void eachTokenIsCheckedByItsOwner() throws Exception {
		try (Host host = Host.start(ResourceServer.class, "clilogin.api.paths=/api/**")) {
			assertThat(get(host, host.token())).isEqualTo("200 ann");
			assertThat(get(host, "theirs")).isEqualTo("200 machine");
			assertThat(get(host, "unknown")).isEqualTo("401 refused by the host");
			assertThat(get(host, "clt_unknown")).startsWith("401 {");
			assertThat(host.post("/api/things", Map.of(), "Authorization", "Bearer " + host.token()).body())
				.isEqualTo("made by ann");
		}
	}

	private static String get(Host host, String token) throws Exception {
		var response = host.get("/api/me", "Authorization", "Bearer " + token);
		return response.statusCode() + " " + response.body();
	}

	/**
	 * A host that checks bearer tokens of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(Host.Plain.class)
	static class ResourceServer {

		@Bean
		SecurityFilterChain api(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.addFilterBefore(new TheirFilter(), BasicAuthenticationFilter.class)
				.build();
		}

	}

	/**
	 * Takes every bearer token for one of its own.
	 */
	static class TheirFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String header = request.getHeader("Authorization");
			if (header != null && !header.equals("Bearer theirs")) {
				response.setStatus(401);
				response.getWriter().write("refused by the host");
				return;
			}
			if (header != null) {
				SecurityContextHolder.setContext(new SecurityContextImpl(
						UsernamePasswordAuthenticationToken.authenticated("machine", null, List.of())));
			}
			chain.doFilter(request, response);
		}

	}

}
