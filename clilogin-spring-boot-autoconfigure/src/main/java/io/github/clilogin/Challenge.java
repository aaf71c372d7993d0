package io.github.clilogin;

/**
 * What a command line registers of a device code that it keeps to itself
 * ({@link CliLoginFlow#BROWSER}).
 *
 * @param hash SHA-256 of the device code's 32 raw bytes in 64 lower-case hex digits: the
 * id of the login
 */
public record Challenge(String hash) {

	/**
	 * Checks.
	 */
	public Challenge {
		if (!hash.matches("[0-9a-f]{64}")) {
			throw new IllegalArgumentException("A challenge is 64 lower-case hex digits");
		}
	}

}
