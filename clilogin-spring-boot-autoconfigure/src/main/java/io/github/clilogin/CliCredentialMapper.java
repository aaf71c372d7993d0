package io.github.clilogin;

import org.springframework.security.core.Authentication;

/**
 * Chooses the credential of a CLI when the user confirms its login.
 */
@FunctionalInterface
public interface CliCredentialMapper {

	/**
	 * Chooses the credential. It may run more than once for a login, such as after a
	 * double click, and at most one result is delivered. So do not create anything that
	 * outlives its own expiry. The login stays pending if it throws an exception.
	 * @param user the user
	 * @param login the pending login
	 * @return the credential, or {@link CliCredential#refuse}
	 */
	CliCredential map(Authentication user, CliLogin login);

}
