package io.github.clilogin.web.user;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.wire.WireRequestReader;

/**
 * Redirects to the sign-in if a form of the page is sent after its session has ended.
 * Runs before the {@code CsrfFilter} of the host, which would refuse the CSRF token of
 * that session. Ignores forms that were shown without a session, since their users would
 * be redirected in a loop.
 */
public final class ExpiredSessionFilter extends OncePerRequestFilter {

	/** The field of a form that was shown to a user with a session. */
	public static final String BY_SESSION = "by_session";

	private final SignInFilter signIn;

	private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

	public ExpiredSessionFilter(CliLoginWebSettings settings) {
		this.signIn = new SignInFilter(settings, Set.of(UserEndpoint.PAGE));
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.signIn.isForm(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!this.sessions.containsContext(request) && WireRequestReader.readField(request, BY_SESSION).isPresent()) {
			this.signIn.redirectToSignIn(request, response);
			return;
		}
		chain.doFilter(request, response);
	}

}
