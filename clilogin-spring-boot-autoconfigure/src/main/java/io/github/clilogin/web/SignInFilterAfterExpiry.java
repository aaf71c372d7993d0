package io.github.clilogin.web;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends a person whose session has ended back to sign in, before the host's
 * {@code CsrfFilter} would refuse a token that has ended with it. Concerns only forms
 * that were shown to a user of a session, so that nobody who signs in by other means is
 * ever sent in a circle.
 */
final class SignInFilterAfterExpiry extends OncePerRequestFilter {

	private final SignInFilter signIn;

	private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

	SignInFilterAfterExpiry(CliLoginWebSettings settings) {
		this.signIn = new SignInFilter(settings, Set.of(SessionEndpoint.PAGE));
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.signIn.isForm(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!this.sessions.containsContext(request) && PageForm.read(request, PageForm.BY_SESSION).isPresent()) {
			this.signIn.comeBackSignedIn(request, response);
			return;
		}
		chain.doFilter(request, response);
	}

}
