package io.github.clilogin.web.user;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.function.ServerRequest;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUser;

/**
 * Represents the signed-in user of a request. {@link SignInFilter} marks the request with
 * its authentication. A request without a mark has passed no security filter chain of the
 * host and is refused. Asks the {@code CliUserService} once per request.
 *
 * @param authentication the authentication of the host
 * @param user the user, as stored with a login
 * @param actor the user who acts as the user, or {@code null}
 */
public record SignedInUser(Authentication authentication, CliUser user, @Nullable CliUser actor) {

	/** The error of a request without a mark. */
	public static final String NOT_COVERED = "No security filter chain covers this path, so users cannot sign in: add "
			+ "the path to the securityMatcher of the chain that signs users in";

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
	 * {@return the authentication of a marked request, or empty}
	 * @param request the request
	 */
	public static Optional<Authentication> authentication(ServerRequest request) {
		return (request.servletRequest().getAttribute(MARK) instanceof Authentication marked) ? Optional.of(marked)
				: Optional.empty();
	}

	/**
	 * {@return the resolved user, which the request keeps for {@link #of}}
	 * @param request the request
	 * @param authentication the authentication of its user
	 * @param service resolves users of the tenant of the request
	 */
	public static SignedInUser resolve(HttpServletRequest request, Authentication authentication,
			CliLoginService service) {
		CliUser actor = CliUser.actorOf(authentication).map(service::remember).orElse(null);
		SignedInUser resolved = new SignedInUser(authentication, service.remember(authentication), actor);
		request.setAttribute(RESOLVED, resolved);
		return resolved;
	}

	/**
	 * {@return the resolved user, or empty before {@link #resolve}}
	 * @param request the request
	 */
	public static Optional<SignedInUser> of(HttpServletRequest request) {
		return Optional.ofNullable((SignedInUser) request.getAttribute(RESOLVED));
	}

	/**
	 * {@return the ID of the user}
	 */
	public String id() {
		return this.user.id();
	}

}
