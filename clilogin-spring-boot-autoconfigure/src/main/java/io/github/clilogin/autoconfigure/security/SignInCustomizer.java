package io.github.clilogin.autoconfigure.security;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.DeferredCsrfToken;
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
			http.with(new PageConfigurer(this.paths), Customizer.withDefaults());
		}
	}

	/**
	 * Adapts the CSRF protection and the request cache that a chain has when it is built.
	 * {@code HttpSecurity.csrf} would enable a protection that the host has disabled.
	 */
	private static final class PageConfigurer extends AbstractHttpConfigurer<PageConfigurer, HttpSecurity> {

		private final CliLoginPaths paths;

		PageConfigurer(CliLoginPaths paths) {
			this.paths = paths;
		}

		@Override
		@SuppressWarnings("unchecked")
		public void init(HttpSecurity http) {
			exempt(http.getConfigurer(CsrfConfigurer.class));
			RequestCache cache = http.getSharedObject(RequestCache.class);
			if (cache != null) {
				http.setSharedObject(RequestCache.class, new PageRequestCache(cache, this.paths));
			}
		}

		/**
		 * The decision tokens of the forms contain the CSRF token. A failed check ends at
		 * the page, not at a 403.
		 */
		private void exempt(@Nullable CsrfConfigurer<?> csrf) {
			RequestPaths pagePaths = RequestPaths.of(this.paths.pagePaths());
			if (csrf != null) {
				csrf.ignoringRequestMatchers((request) -> pagePaths.match(request) && loadToken(request));
			}
		}

		/** Loads the token before a filter replaces it, as one without sessions does. */
		private static boolean loadToken(HttpServletRequest request) {
			if (request.getAttribute(DeferredCsrfToken.class.getName()) instanceof DeferredCsrfToken token) {
				token.get();
			}
			return true;
		}

	}

}
