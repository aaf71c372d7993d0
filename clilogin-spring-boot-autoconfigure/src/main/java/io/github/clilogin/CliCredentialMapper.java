package io.github.clilogin;

import org.springframework.security.core.Authentication;

/**
 * Says what a command line gets when a user confirms its login; a host replaces it to
 * hand over credentials of its own.
 */
@FunctionalInterface
public interface CliCredentialMapper {

	/**
	 * Makes the credential. May run more than once for a login (a double click), and at
	 * most one result is delivered: it must not create what outlives its own expiry. If
	 * it throws, the login stays pending.
	 * @param user the confirming user
	 * @param login the login, pending
	 * @return the credential, or {@link CliCredential#refuse}
	 */
	CliCredential map(Authentication user, CliLogin login);

}
