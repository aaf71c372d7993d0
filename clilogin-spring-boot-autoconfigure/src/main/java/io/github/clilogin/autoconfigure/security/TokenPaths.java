package io.github.clilogin.autoconfigure.security;

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.util.Assert;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.security.CliLoginSecurity;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.wire.RequestPaths;

/** Determines the paths of {@code clilogin.api.paths} and of the tokens endpoints. */
record TokenPaths(CliLoginProperties properties, ObjectProvider<CliLoginWebSettings> settings) {

	Customizer<HttpSecurity> customizer(CliLoginService service) {
		List<String> patterns = patterns();
		patterns.forEach(TokenPaths::check);
		return patterns.isEmpty() ? Customizer.withDefaults()
				: CliLoginSecurity.bearerTokens(service, RequestPaths.of(patterns)::match);
	}

	private static void check(String pattern) {
		try {
			Assert.isTrue(pattern.startsWith("/"), "it must start with a slash");
			RequestPaths.of(List.of(pattern));
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
			this.settings.ifAvailable((settings) -> patterns.addAll(settings.paths().tokensPaths()));
		}
		return patterns;
	}

}
