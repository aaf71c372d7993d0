package io.github.clilogin;

import org.jspecify.annotations.Nullable;
import java.time.Instant;

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
	String seal(byte[] publicKey, String credential, Context context);

	/**
	 * Opens a box.
	 * @param seed the seed of the public key that the box was sealed to
	 * @param box the box
	 * @param context the same as when it was sealed
	 * @return the credential
	 * @throws IllegalArgumentException if the box does not open with this seed in this
	 * context, and never will; any other exception means that it is not known
	 */
	String open(byte[] seed, String box, Context context);

	/**
	 * What a sealed credential belongs to, so that a box moved to another login, or given
	 * another owner, type or end, does not open.
	 *
	 * @param id the id of the login
	 * @param clientId the client that asked, or {@code null} if it did not say
	 * @param ownerId the id of the user who confirmed, or {@code null} if the host did
	 * @param type how to use the credential
	 * @param expiresAt when the credential ends, in whole milliseconds, or {@code null}
	 * if that is not known
	 */
	record Context(String id, @Nullable String clientId, @Nullable String ownerId, String type,
			@Nullable Instant expiresAt) {
	}

}
