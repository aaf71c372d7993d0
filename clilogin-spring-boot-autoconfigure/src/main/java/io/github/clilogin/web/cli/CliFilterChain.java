package io.github.clilogin.web.cli;

import java.util.Collection;
import java.util.List;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

import io.github.clilogin.web.wire.MultipartFilter;

/**
 * Creates the security filter chain of the endpoints that a CLI calls without a sign-in.
 * Does not use {@code HttpSecurity}, since the customizers of the host apply to each of
 * its chains. Basic authentication would refuse a client that sends its id in that
 * header.
 */
public final class CliFilterChain {

	private CliFilterChain() {
	}

	/**
	 * {@return the security filter chain}
	 * @param paths the paths that it matches
	 * @param matchers creates matchers that include the path of the dispatcher servlet
	 */
	public static SecurityFilterChain create(Collection<String> paths, PathPatternRequestMatcher.Builder matchers) {
		List<RequestMatcher> exactly = paths.stream().<RequestMatcher>map(matchers::matcher).toList();
		return new DefaultSecurityFilterChain(new OrRequestMatcher(exactly),
				new HeaderWriterFilter(List.of(new XContentTypeOptionsHeaderWriter(), new HstsHeaderWriter(),
						new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-store"))),
				new UnreadableUserAgentFilter(), new MultipartFilter());
	}

}
