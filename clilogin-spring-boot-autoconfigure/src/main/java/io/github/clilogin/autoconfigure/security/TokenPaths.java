package io.github.clilogin.autoconfigure.security;

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.security.CliLoginSecurity;
import io.github.clilogin.web.CliLoginWebSettings;

/** Determines the paths of {@code clilogin.api.paths} and of the tokens endpoints. */
record TokenPaths(CliLoginProperties properties, ObjectProvider<CliLoginWebSettings> settings) {

	Customizer<HttpSecurity> customizer(CliLoginService service, PathPatternRequestMatcher.Builder matchers) {
		List<RequestMatcher> accepted = patterns().stream().map((pattern) -> matcher(matchers, pattern)).toList();
		return accepted.isEmpty() ? Customizer.withDefaults()
				: CliLoginSecurity.bearerTokens(service, new OrRequestMatcher(accepted));
	}

	private static RequestMatcher matcher(PathPatternRequestMatcher.Builder matchers, String pattern) {
		try {
			return matchers.matcher(pattern);
		}
		catch (IllegalArgumentException ex) {
			throw new CliLoginConfigurationException("clilogin.api.paths contains \"" + pattern
					+ "\", which is not a valid path pattern: " + ex.getMessage() + ".",
					"Use path patterns that start with a slash, such as /api/**.");
		}
	}

	private List<String> patterns() {
		List<String> patterns = new ArrayList<>(this.properties.api().paths());
		if (this.properties.endpoints().tokens()) {
			this.settings.ifAvailable((settings) -> {
				patterns.add(settings.paths().tokens());
				patterns.add(settings.paths().tokensRevoke());
			});
		}
		return patterns;
	}

}
