package io.github.clilogin.web.user;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.function.ServerRequest;

import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;

/**
 * The signed-in user of a request. {@link SignInFilter} marks the request with the
 * authentication of the host. A request without that mark has passed no security filter
 * chain of the host and is refused. The {@link CliUserService} is asked once per request.
 *
 * @param authentication the authentication of the host
 * @param user the user as a login remembers them
 */
public record SignedInUser(Authentication authentication, CliUser user) {

	/** Explains why a request has no user, and what to do. */
	public static final String NOT_COVERED = "No security filter chain of this application covers this path, so users "
			+ "cannot sign in for it: include the path in the securityMatcher of the chain that signs users in";

	private static final String MARK = SignedInUser.class.getName() + ".authentication";

	private static final String RESOLVED = SignedInUser.class.getName();

	/**
	 * Marks a request.
	 * @param request the request
	 * @param authentication the authentication of its user
	 */
	public static void mark(HttpServletRequest request, Authentication authentication) {
		request.setAttribute(MARK, authentication);
	}

	/**
	 * Returns the mark of a request.
	 * @param request the request
	 * @return the authentication, or empty if the request has no mark
	 */
	public static Optional<Authentication> authentication(ServerRequest request) {
		return (request.servletRequest().getAttribute(MARK) instanceof Authentication marked) ? Optional.of(marked)
				: Optional.empty();
	}

	/**
	 * Asks who the user is, and remembers the result for {@link #of}.
	 * @param request the request
	 * @param authentication the authentication of its user
	 * @param users remembers users
	 * @return the user
	 */
	public static SignedInUser resolve(HttpServletRequest request, Authentication authentication,
			CliUserService users) {
		SignedInUser resolved = new SignedInUser(authentication, users.remember(authentication));
		request.setAttribute(RESOLVED, resolved);
		return resolved;
	}

	/**
	 * Returns the user that {@link #resolve} has found.
	 * @param request the request
	 * @return the user, or empty before that
	 */
	public static Optional<SignedInUser> of(HttpServletRequest request) {
		return Optional.ofNullable((SignedInUser) request.getAttribute(RESOLVED));
	}

	/**
	 * Returns the id of the user.
	 * @return the id
	 */
	public String id() {
		return this.user.id();
	}

}
