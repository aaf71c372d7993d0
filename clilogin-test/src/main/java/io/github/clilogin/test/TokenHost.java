package io.github.clilogin.test;

import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.Assert;
import org.springframework.web.context.support.WebApplicationContextUtils;

import io.github.clilogin.CliLoginSettings;
import io.github.clilogin.CliUserService;
import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.wire.RequestPaths;

/**
 * Represents the host application that a mock request is sent to. A slice has its
 * properties, but not the beans of clilogin.
 *
 * @param context the context, or {@code null} in a standalone setup
 * @param properties the properties of clilogin
 */
record TokenHost(@Nullable ApplicationContext context, CliLoginProperties properties) {

	static TokenHost of(HttpServletRequest request) {
		ApplicationContext found = WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
		// A standalone setup has a stub, which is not configurable
		ApplicationContext context = (found instanceof ConfigurableApplicationContext) ? found : null;
		Binder binder = Binder.get((context != null) ? context.getEnvironment() : new StandardEnvironment());
		return new TokenHost(context, binder.bindOrCreate("clilogin", CliLoginProperties.class));
	}

	/** Returns whether the bearer filter reads the token of a request. */
	boolean accepts(HttpServletRequest request) {
		if (this.context == null) {
			return true;
		}
		List<String> paths = this.properties.api().paths();
		Assert.state(!paths.isEmpty(), "No path accepts a token, because clilogin.api.paths is not set");
		return RequestPaths.ofAnyServlet(paths).match(request) || RequestPaths.of(tokensPaths()).match(request);
	}

	private List<String> tokensPaths() {
		CliLoginWebSettings settings = this.properties.endpoints().tokens() ? bean(CliLoginWebSettings.class) : null;
		return (settings != null) ? settings.paths().tokensPaths() : List.of();
	}

	@Nullable CliUserService users() {
		return bean(CliUserService.class);
	}

	private <T> @Nullable T bean(Class<T> type) {
		return (this.context != null) ? this.context.getBeanProvider(type).getIfUnique() : null;
	}

	/** Returns the settings. A standalone setup allows any scopes. */
	CliLoginSettings settings(Set<String> scopes) {
		CliLoginProperties.Login login = this.properties.login();
		CliLoginProperties.Token token = this.properties.token();
		return new CliLoginSettings(login.flows(), login.lifetime(), login.collectWindow(), login.maxPending(),
				(this.context != null) ? login.scopes() : scopes, this.properties.clientNames(),
				CliLoginSettings.ProofPolicy.OFFERED,
				new CliLoginSettings.Token(token.lifetime(), token.idle(), token.unverifiedLifetime(), token.prefix()));
	}

}
