package io.github.clilogin.web.cli;

import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;

/**
 * Lets pages of the allowed origins read responses (CORS), without cookies. Ignores all
 * other origins.
 */
final class AllowedOriginFilter extends CorsFilter {

	private final List<String> origins;

	AllowedOriginFilter(List<String> origins) {
		super((request) -> configuration(origins));
		this.origins = origins;
	}

	private static CorsConfiguration configuration(List<String> origins) {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(origins);
		configuration.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.POST.name()));
		configuration.setAllowedHeaders(List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.AUTHORIZATION, "Prefer"));
		configuration.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER, "Preference-Applied"));
		return configuration;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		List<String> sent = Collections.list(request.getHeaders(HttpHeaders.ORIGIN));
		return sent.size() != 1 || !this.origins.contains(sent.get(0));
	}

}
