package io.github.clilogin.web;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.function.ServerRequest;

import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;

/**
 * The signed-in user of a request. The sign-in filter marks the request with the user's
 * authentication: a request without that mark has passed no security filter chain of the
 * host application and is refused. The host's {@link CliUserService} is asked once per
 * request.
 *
 * @param authentication the authentication of the host application
 * @param user the user as a login remembers them
 */
record SignedInUser(Authentication authentication, CliUser user) {

	private static final String MARK = SignedInUser.class.getName() + ".authentication";

	private static final String RESOLVED = SignedInUser.class.getName();

	/** Names the problem and its cure. */
	static final String NOT_COVERED = "No security filter chain of this application covers this path, so nobody can "
			+ "sign in for it: include the path in the securityMatcher of the chain that signs users in";

	static void mark(HttpServletRequest request, Authentication authentication) {
		request.setAttribute(MARK, authentication);
	}

	static Optional<Authentication> authentication(ServerRequest request) {
		return (request.servletRequest().getAttribute(MARK) instanceof Authentication marked) ? Optional.of(marked)
				: Optional.empty();
	}

	/** Asks who the user is, and keeps the answer for {@link #of}. */
	static SignedInUser resolve(HttpServletRequest request, Authentication authentication, CliUserService users) {
		SignedInUser resolved = new SignedInUser(authentication, users.remember(authentication));
		request.setAttribute(RESOLVED, resolved);
		return resolved;
	}

	/** Returns the user if that has been asked. */
	static Optional<SignedInUser> of(HttpServletRequest request) {
		return Optional.ofNullable((SignedInUser) request.getAttribute(RESOLVED));
	}

	String id() {
		return this.user.id();
	}

}
