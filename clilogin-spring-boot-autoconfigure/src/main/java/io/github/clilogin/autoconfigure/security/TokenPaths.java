package io.github.clilogin.autoconfigure.security;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.Assert;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.security.CliLoginSecurity;
import io.github.clilogin.web.CliLoginTenantResolver;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.wire.RequestPaths;

/** Determines the paths of {@code clilogin.api.paths} and of the tokens endpoints. */
record TokenPaths(CliLoginProperties properties, ObjectProvider<CliLoginWebSettings> settings,
		ObjectProvider<CliLoginTenantResolver> tenantResolver) {

	/** An application without Spring MVC has API paths, too. */
	Customizer<HttpSecurity> customizer(CliLoginService service) {
		List<String> api = this.properties.api().paths();
		api.forEach(TokenPaths::check);
		List<String> tokens = tokens();
		if (api.isEmpty() && tokens.isEmpty()) {
			return Customizer.withDefaults();
		}
		RequestMatcher apiPaths = RequestPaths.ofAnyServlet(api)::match;
		RequestMatcher tokensPaths = RequestPaths.of(tokens)::match;
		RequestMatcher paths = new OrRequestMatcher(apiPaths, tokensPaths);
		CliLoginTenantResolver resolver = this.tenantResolver.getIfAvailable();
		return (resolver != null) ? CliLoginSecurity.bearerTokens(service, paths, resolver::resolve)
				: CliLoginSecurity.bearerTokens(service, paths);
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

	private List<String> tokens() {
		CliLoginWebSettings settings = this.properties.endpoints().tokens() ? this.settings.getIfAvailable() : null;
		return (settings != null) ? settings.paths().tokensPaths() : List.of();
	}

}
