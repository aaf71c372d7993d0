package io.github.clilogin.autoconfigure.security;

import jakarta.servlet.Filter;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;

import io.github.clilogin.web.CliLoginWeb;
import io.github.clilogin.web.CliLoginWebSettings;

/**
 * Makes the host ask for a sign-in by its own means where people decide.
 */
final class SignIn implements Customizer<HttpSecurity> {

	private final Filter signIn;

	private final Filter expiredSession;

	SignIn(CliLoginWebSettings settings) {
		this.signIn = CliLoginWeb.signInFilter(settings);
		this.expiredSession = CliLoginWeb.expiredSessionFilter(settings);
	}

	@Override
	public void customize(HttpSecurity http) {
		http.addFilterBefore(this.expiredSession, CsrfFilter.class);
		http.addFilterBefore(this.signIn, AuthorizationFilter.class);
	}

}
