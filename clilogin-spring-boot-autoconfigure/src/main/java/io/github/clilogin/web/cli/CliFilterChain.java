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
 * The security filter chain of the endpoints that a CLI calls without a sign-in. It is
 * not built by {@code HttpSecurity}, whose customizers of the host apply to every chain:
 * its Basic authentication would refuse a client that names itself by that header.
 */
public final class CliFilterChain {

	private CliFilterChain() {
	}

	/**
	 * Returns the chain.
	 * @param paths the paths that it matches, and no others
	 * @param matchers adds the path of the dispatcher servlet
	 * @return the chain
	 */
	public static SecurityFilterChain create(Collection<String> paths, PathPatternRequestMatcher.Builder matchers) {
		List<RequestMatcher> exactly = paths.stream().<RequestMatcher>map(matchers::matcher).toList();
		return new DefaultSecurityFilterChain(new OrRequestMatcher(exactly),
				new HeaderWriterFilter(List.of(new XContentTypeOptionsHeaderWriter(), new HstsHeaderWriter(),
						new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-store"))),
				new UnreadableUserAgentFilter(), new MultipartFilter());
	}

}
