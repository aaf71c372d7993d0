package io.github.clilogin;

import org.jspecify.annotations.Nullable;

/**
 * What a command line registers of a device code that it keeps to itself
 * ({@link CliLoginFlow#BROWSER}).
 *
 * @param hash SHA-256 of the device code's 32 raw bytes in 64 lower-case hex digits: the
 * id of the login
 * @param sealSeed HMAC-SHA256 of {@code clilogin/seal/v1}, keyed with those bytes, in 64
 * lower-case hex digits: used once, for the public key that a credential of the host's is
 * sealed to, and not stored; {@code null} if such a credential cannot be handed over
 */
public record Challenge(String hash, @Nullable String sealSeed) {

	/**
	 * Checks.
	 */
	public Challenge {
		if (!DeviceCode.isHex(hash) || (sealSeed != null && !DeviceCode.isHex(sealSeed))) {
			throw new IllegalArgumentException("A challenge, and a seal seed, is 64 lower-case hex digits");
		}
	}

	/**
	 * Creates a challenge of a command line that takes own tokens only.
	 * @param hash the hash of the device code
	 */
	public Challenge(String hash) {
		this(hash, null);
	}

	@Override
	public String toString() {
		return "Challenge[hash=" + this.hash + "]";
	}

}
