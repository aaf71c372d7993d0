package io.github.clilogin;

import org.jspecify.annotations.Nullable;
import java.time.Instant;

/**
 * Seals a host credential until its collection, so that only the device code opens it.
 * Thread-safe.
 */
public interface CredentialSealer {

	/**
	 * {@return the public key to store at the start, the same for the same seed}
	 * @param seed 32 secret bytes, derived from the device code; they must not be stored
	 */
	byte[] publicKey(byte[] seed);

	/**
	 * Seals a credential.
	 * @param publicKey the result of {@link #publicKey}
	 * @param credential at most {@link CliCredential#MAX_LENGTH} bytes of UTF-8
	 * @param context the login to bind it to
	 * @return the sealed credential as printable text
	 */
	String seal(byte[] publicKey, String credential, Context context);

	/**
	 * Opens a sealed credential.
	 * @param seed the seed of the public key
	 * @param box the sealed credential
	 * @param context the context given to {@link #seal}
	 * @return the credential
	 * @throws IllegalArgumentException if the seed, the text or the context is wrong;
	 * after any other exception, a retry may succeed
	 */
	String open(byte[] seed, String box, Context context);

	/**
	 * Binds a sealed credential to its login. It can be opened only with the same values.
	 *
	 * @param id the ID of the login
	 * @param clientId the client ID, or {@code null}
	 * @param ownerId the ID of the user who confirmed, or {@code null} without one
	 * @param type the {@code token_type}
	 * @param expiresAt the expiry in whole milliseconds, or {@code null} if unknown
	 */
	record Context(String id, @Nullable String clientId, @Nullable String ownerId, String type,
			@Nullable Instant expiresAt) {
	}

}
