package io.github.clilogin.test;

import io.github.clilogin.CliLogin;

/**
 * Represents a login that a {@link CliLoginTester} has performed.
 *
 * @param credential the token, or the credential of the host application, which the CLI
 * sends to the API
 * @param login the stored login after the collection
 */
public record CollectedCliLogin(String credential, CliLogin login) {

	/** Omits the credential. */
	@Override
	public String toString() {
		return "CollectedCliLogin[login=" + this.login + "]";
	}

}
