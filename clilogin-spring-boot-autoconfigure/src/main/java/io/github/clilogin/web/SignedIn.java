package io.github.clilogin.web;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * The mark by which the sign-in filter hands the user of a request to our routes. A
 * request without it has passed no security filter chain of the host, so it is refused.
 */
final class SignedIn {

	static final String ATTRIBUTE = SignedIn.class.getName();

	/** What is wrong, and what cures it. */
	static final String NOT_COVERED = "No security filter chain of this application covers this path, so nobody can "
			+ "sign in for it: include the path in the securityMatcher of the chain that signs users in";

	private SignedIn() {
	}

	static void mark(HttpServletRequest request, Authentication user) {
		request.setAttribute(ATTRIBUTE, user);
	}

	static Optional<Authentication> of(ServerRequest request) {
		return (request.servletRequest().getAttribute(ATTRIBUTE) instanceof Authentication user) ? Optional.of(user)
				: Optional.empty();
	}

}
