package io.github.clilogin;

import java.util.Optional;

import org.springframework.security.core.Authentication;

/**
 * Remembers the user who confirms a login. Loads this user at the confirmation, at the
 * collection and at every use of the token. Thread-safe.
 */
public interface CliUserService {

	/**
	 * {@return the user to store, whose id is the same in every session}
	 * @param user the signed-in user
	 */
	CliUser remember(Authentication user);

	/**
	 * Loads a remembered user. An exception means that the account could not be checked.
	 * @param user the remembered user
	 * @return the current principal, name and authorities, or empty if the account is
	 * missing, locked, disabled or expired, which refuses the confirmation or ends the
	 * token
	 */
	Optional<Authentication> load(CliUser user);

}
