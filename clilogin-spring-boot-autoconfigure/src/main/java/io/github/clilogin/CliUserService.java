package io.github.clilogin;

import java.util.Optional;

import org.springframework.security.core.Authentication;

/**
 * Remembers the user who confirms a login, and finds that user again when the credential
 * is collected and at every use of the token. Safe for use by many threads.
 */
public interface CliUserService {

	/**
	 * Makes what is stored of a user.
	 * @param user the signed-in user
	 * @return the user to remember, whose id is the same for each of the user's sign-ins
	 */
	CliUser remember(Authentication user);

	/**
	 * Finds a remembered user.
	 * @param user the user
	 * @return the user as of now, with a principal, a name and authorities; empty if the
	 * account is gone, locked, disabled or expired. An exception means that it is not
	 * known.
	 */
	Optional<Authentication> load(CliUser user);

}
