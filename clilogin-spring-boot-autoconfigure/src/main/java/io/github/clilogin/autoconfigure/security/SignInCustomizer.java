package io.github.clilogin.autoconfigure.security;

import java.util.EnumSet;
import java.util.Set;

import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;

import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.user.ExpiredSessionFilter;
import io.github.clilogin.web.user.SignInFilter;
import io.github.clilogin.web.user.UserEndpoint;

/** Adds the filters that require a sign-in to the filter chains of the host. */
final class SignInCustomizer implements Customizer<HttpSecurity> {

	private final Filter signIn;

	private final @Nullable Filter expiredSession;

	SignInCustomizer(CliLoginWebSettings settings, Set<UserEndpoint> enabled) {
		this.signIn = new SignInFilter(settings, enabled);
		this.expiredSession = enabled.contains(UserEndpoint.PAGE) ? new ExpiredSessionFilter(settings) : null;
	}

	static Set<UserEndpoint> enabled(CliLoginProperties.Endpoints endpoints) {
		Set<UserEndpoint> enabled = EnumSet.noneOf(UserEndpoint.class);
		addIf(endpoints.page(), UserEndpoint.PAGE, enabled);
		addIf(endpoints.logins(), UserEndpoint.LOGINS, enabled);
		addIf(endpoints.tokens(), UserEndpoint.TOKENS, enabled);
		return enabled;
	}

	private static void addIf(boolean on, UserEndpoint endpoint, Set<UserEndpoint> enabled) {
		if (on) {
			enabled.add(endpoint);
		}
	}

	@Override
	public void customize(HttpSecurity http) {
		if (this.expiredSession != null) {
			http.addFilterBefore(this.expiredSession, CsrfFilter.class);
		}
		http.addFilterBefore(this.signIn, AuthorizationFilter.class);
	}

}
