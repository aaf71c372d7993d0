package io.github.clilogin.autoconfigure.security;

import java.util.ArrayList;
import java.util.List;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.savedrequest.RequestCache;

import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.web.CliLoginPaths;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.user.PageRequestCache;
import io.github.clilogin.web.user.SignInFilter;
import io.github.clilogin.web.wire.RequestPaths;

/** Requires a sign-in for the endpoints of users, in the filter chains of the host. */
final class SignInCustomizer implements Customizer<HttpSecurity> {

	private final CliLoginPaths paths;

	private final SignInFilter signIn;

	private final boolean page;

	SignInCustomizer(CliLoginWebSettings settings, CliLoginProperties.Endpoints enabled) {
		this.paths = settings.paths();
		this.page = enabled.page();
		List<String> jsonPaths = new ArrayList<>(enabled.logins() ? this.paths.loginsPaths() : List.of());
		jsonPaths.addAll(enabled.tokens() ? this.paths.tokensPaths() : List.of());
		this.signIn = new SignInFilter(settings, this.page, jsonPaths);
	}

	@Override
	public void customize(HttpSecurity http) {
		http.addFilterBefore(this.signIn, AuthorizationFilter.class);
		if (this.page) {
			// The decision tokens of the forms contain the CSRF token. A failed check
			// ends at the page, not at a 403.
			http.csrf((csrf) -> csrf.ignoringRequestMatchers(RequestPaths.of(this.paths.pagePaths())::match));
			http.with(new RequestCacheConfigurer(this.paths), Customizer.withDefaults());
		}
	}

	/** Wraps the request cache that the host has chosen. */
	private static final class RequestCacheConfigurer
			extends AbstractHttpConfigurer<RequestCacheConfigurer, HttpSecurity> {

		private final CliLoginPaths paths;

		RequestCacheConfigurer(CliLoginPaths paths) {
			this.paths = paths;
		}

		/** Runs after the configurer of the request cache, which is a default one. */
		@Override
		public void init(HttpSecurity http) {
			RequestCache cache = http.getSharedObject(RequestCache.class);
			if (cache != null) {
				http.setSharedObject(RequestCache.class, new PageRequestCache(cache, this.paths));
			}
		}

	}

}
