package io.github.clilogin;

import java.util.Optional;

import org.springframework.security.core.Authentication;

/**
 * Remembers the user who confirms a login, without the tenant. Loads this user at the
 * confirmation, at the collection and at every use of the token. Thread-safe.
 */
public interface CliUserService {

	/**
	 * {@return the user to store, whose id is the same in every session}
	 * @param user the signed-in user
	 */
	CliUser remember(Authentication user);

	/**
	 * Loads a remembered user. With tenants, {@link CliUser#id} contains the tenant. Then
	 * load the account by {@link CliUser#tenant} and {@link CliUser#idInTenant}, or by
	 * the latter alone if the host application determines the tenant from the current
	 * request, which has the tenant of the login. An exception means that the account
	 * could not be checked. An empty result refuses the confirmation, revokes the login
	 * at the collection, and refuses a call with the token (401). It does not end a
	 * collected token, which works again as soon as the account is returned.
	 * {@link CliLoginService#revokeAll} ends the tokens of a user.
	 * @param user the remembered user
	 * @return the current principal, name and authorities, or empty if the account is
	 * missing, locked, disabled or expired
	 */
	Optional<Authentication> load(CliUser user);

}
