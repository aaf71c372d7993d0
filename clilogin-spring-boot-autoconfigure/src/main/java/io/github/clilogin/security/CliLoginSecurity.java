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
 * Ties own tokens to a host's users and to its filter chains. What it makes is safe for
 * use by many threads.
 */
public final class CliLoginSecurity {

	private CliLoginSecurity() {
	}

	/**
	 * Returns the default user service. A user who signed in with the host's user
	 * accounts is loaded again, and the account checked, at every use of a token; any
	 * other user, such as one of an OAuth 2.0 provider, stays as remembered when the
	 * login was confirmed.
	 * <p>
	 * A user's id is the name at sign-in, with a colon before it if it contains one, or
	 * {@code registrationId:name} for a user of an OAuth 2.0 provider, so that nobody is
	 * taken for the other by choosing a name. Who acts through a token and is not loaded
	 * again is named by this id.
	 * @param accounts supplies the host's one source of user accounts, or {@code null} if
	 * there is none; asked when first needed, so that the accounts may depend on logins
	 * @return the user service
	 */
	public static CliUserService userService(Supplier<@Nullable UserDetailsService> accounts) {
		return new DefaultCliUserService(accounts);
	}

	/**
	 * Lets own tokens in. A request for one of the paths whose {@code Authorization}
	 * header bears a text with the prefix of own tokens is authenticated by it, or ends
	 * with 401 (RFC 6750 §3), or with 503 if the token cannot be checked just now. What
	 * the host denies it says {@code insufficient_scope}. Such a request needs no CSRF
	 * token, starts no session of its own and leaves that of a browser alone, and what
	 * comes later in the chain does not see the header. No other request is touched.
	 * @param service checks the tokens
	 * @param paths where tokens are accepted
	 * @return a step in the making of each filter chain that should accept them
	 */
	public static Customizer<HttpSecurity> bearerTokens(CliLoginService service, RequestMatcher paths) {
		return BearerTokens.create(service, paths);
	}

}
