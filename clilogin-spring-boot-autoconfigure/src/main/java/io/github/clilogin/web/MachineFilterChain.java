package io.github.clilogin.web;

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

/**
 * Lets command lines in, which have no session and sign in to nothing. Made by hand: a
 * host's customizers apply to every {@code HttpSecurity}, and its Basic authentication
 * would refuse a client that names itself by that header.
 */
final class MachineFilterChain {

	private MachineFilterChain() {
	}

	static SecurityFilterChain forMachines(CliLoginPaths paths, PathPatternRequestMatcher.Builder matchers) {
		List<RequestMatcher> exactly = paths.machine().stream().<RequestMatcher>map(matchers::matcher).toList();
		return new DefaultSecurityFilterChain(new OrRequestMatcher(exactly),
				new HeaderWriterFilter(List.of(new XContentTypeOptionsHeaderWriter(), new HstsHeaderWriter(),
						new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-store"))),
				new UserAgentLeniency(), new MultipartRefusal());
	}

}
