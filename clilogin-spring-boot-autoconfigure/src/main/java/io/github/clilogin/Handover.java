package io.github.clilogin;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What waits between confirm and collect, and through the grace after it. Worth nothing
 * without the device code.
 */
public sealed interface Handover {

	/**
	 * The recipe for an own token: {@code HMAC-SHA256(device code, salt)}.
	 *
	 * @param salt random text, erased at the token's first use or with the end of the
	 * grace
	 * @param scopes the scopes granted; empty means all that the user may do
	 * @param expiresAt when the token ends
	 */
	record OwnToken(String salt, Set<String> scopes, Instant expiresAt) implements Handover {

		/**
		 * Copies the scopes, keeping their order.
		 */
		public OwnToken {
			scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
		}

		@Override
		public String toString() {
			return "OwnToken[scopes=" + this.scopes + ", expiresAt=" + this.expiresAt + "]";
		}

	}

	/**
	 * A credential of the host's, sealed to the device code by a
	 * {@link CredentialSealer}.
	 *
	 * @param box what the sealer made of it, erased with the end of the grace
	 * @param type how to use it, the {@code token_type} of RFC 6749 §7.1
	 * @param expiresAt when it ends, or {@code null} if that is not known
	 */
	record SealedCredential(String box, String type, @Nullable Instant expiresAt) implements Handover {

		@Override
		public String toString() {
			return "SealedCredential[type=" + this.type + ", expiresAt=" + this.expiresAt + "]";
		}

	}

}
