package io.github.clilogin;

/**
 * Seals a credential of the host's, so that between confirmation and collection only the
 * device code opens it: the store alone never does. Safe for use by many threads.
 */
public interface CredentialSealer {

	/**
	 * Returns the public half of the key pair that a seed stands for.
	 * @param seed 32 secret bytes, derived from the device code; not kept
	 * @return what is stored when the login starts, the same for the same seed
	 */
	byte[] publicKey(byte[] seed);

	/**
	 * Seals a credential.
	 * @param publicKey what {@link #publicKey} returned
	 * @param credential the credential, at most {@link CliCredential#MAX_LENGTH} bytes of
	 * UTF-8
	 * @param context what the box belongs to
	 * @return the box, printable text
	 */
	String seal(byte[] publicKey, String credential, SealContext context);

	/**
	 * Opens a box.
	 * @param seed the seed of the public key that the box was sealed to
	 * @param box the box
	 * @param context the same as when it was sealed
	 * @return the credential
	 * @throws IllegalArgumentException if the box does not open with this seed in this
	 * context, and never will; any other exception means that it is not known
	 */
	String open(byte[] seed, String box, SealContext context);

}
