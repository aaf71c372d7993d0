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
import io.github.clilogin.web.CliLoginWeb;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.SessionEndpoint;

/**
 * Makes the host ask for a sign-in by its own means where people decide.
 */
final class SignIn implements Customizer<HttpSecurity> {

	private final Filter signIn;

	private final @Nullable Filter expiredSession;

	SignIn(CliLoginWebSettings settings, Set<SessionEndpoint> served) {
		this.signIn = CliLoginWeb.signInFilter(settings, served);
		this.expiredSession = served.contains(SessionEndpoint.PAGE) ? CliLoginWeb.expiredSessionFilter(settings) : null;
	}

	static Set<SessionEndpoint> served(CliLoginProperties.Endpoints endpoints) {
		Set<SessionEndpoint> served = EnumSet.noneOf(SessionEndpoint.class);
		addIf(endpoints.page(), SessionEndpoint.PAGE, served);
		addIf(endpoints.logins(), SessionEndpoint.LOGINS, served);
		addIf(endpoints.tokens(), SessionEndpoint.TOKENS, served);
		return served;
	}

	private static void addIf(boolean on, SessionEndpoint endpoint, Set<SessionEndpoint> served) {
		if (on) {
			served.add(endpoint);
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
