package io.github.clilogin.security;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.util.matcher.RequestMatcher;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUserService;

/**
 * Connects own tokens with the users and the filter chains of a host. Its objects are
 * safe for use by many threads.
 */
public final class CliLoginSecurity {

	private CliLoginSecurity() {
	}

	/**
	 * Returns the default user service. A user who signed in with the host's user
	 * accounts is loaded again, and the account checked, at every use of a token. Any
	 * other user, such as one of an OAuth 2.0 provider, stays as remembered at the
	 * confirmation.
	 * <p>
	 * A user's id is the name at sign-in, with a colon before it if it contains one, or
	 * {@code registrationId:name} for a user of an OAuth 2.0 provider. So no user can
	 * choose a name that is the id of another user. A user who acts through a token and
	 * is not loaded again has this id as the name.
	 * @param accounts supplies the host's only user accounts, or {@code null} without
	 * any; called at the first use, so that the accounts may depend on logins
	 * @return the user service
	 */
	public static CliUserService userService(Supplier<@Nullable UserDetailsService> accounts) {
		return new DefaultCliUserService(accounts);
	}

	/**
	 * Returns a customizer that accepts own tokens. A request to one of the paths with an
	 * own token in its {@code Authorization} header is authenticated by it, or gets 401
	 * (RFC 6750 §3), or 503 if the token cannot be checked now. If the host denies it,
	 * the response says {@code insufficient_scope}. Such a request needs no CSRF token,
	 * creates no session and does not change an existing one, and the rest of the chain
	 * does not see the header. Other requests are not changed.
	 * @param service checks the tokens
	 * @param paths the paths that accept tokens
	 * @return a customizer for each filter chain that should accept them
	 */
	public static Customizer<HttpSecurity> bearerTokens(CliLoginService service, RequestMatcher paths) {
		return BearerTokenCustomizer.create(service, paths);
	}

}
