package io.github.clilogin.web.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.servlet.Filter;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;

import io.github.clilogin.web.wire.ReadableRequestFilter;
import io.github.clilogin.web.wire.RequestPaths;

/**
 * Creates the security filter chain of the endpoints that a CLI calls without a sign-in.
 * Customizers of the host would apply to a chain built by {@code HttpSecurity}. Its Basic
 * authentication would refuse clients that send their ID in the {@code Authorization}
 * header.
 */
public final class CliFilterChain {

	private CliFilterChain() {
	}

	/**
	 * {@return the security filter chain}
	 * @param paths the paths that it matches
	 * @param allowedOrigins the origins whose pages may read responses
	 */
	public static SecurityFilterChain create(Collection<String> paths, List<String> allowedOrigins) {
		List<Filter> filters = new ArrayList<>();
		filters.add(new HeaderWriterFilter(List.of(new XContentTypeOptionsHeaderWriter(),
				new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-store"))));
		filters.add(new ReadableRequestFilter());
		if (!allowedOrigins.isEmpty()) {
			filters.add(new AllowedOriginFilter(allowedOrigins));
		}
		return new DefaultSecurityFilterChain(RequestPaths.of(paths)::match, filters);
	}

}
