package io.github.clilogin;

import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CredentialSealer.Context;

/**
 * Seals host credentials to device codes and opens them. Sealing and opening fail without
 * a sealer.
 */
record CredentialSealing(@Nullable CredentialSealer sealer) {

	private static final String NO_SEED = "The command-line tool sent no seal_seed, which this application needs to "
			+ "deliver its credential. Update the tool";

	private static final String NO_KEY = "This login was started before this application could deliver its credential. "
			+ "Log in again";

	/** Returns the public key to store. It does not reveal the seed. */
	@Nullable String publicKey(byte[] seed) {
		return (this.sealer != null)
				? Base64.getUrlEncoder().withoutPadding().encodeToString(this.sealer.publicKey(seed)) : null;
	}

	/**
	 * Returns a refusal if the login has no key to seal to. A missing sealer is an error
	 * of the host application, so it is thrown.
	 */
	Optional<CliCredential.Refusal> refusal(CliLogin login) {
		required();
		return (login.sealKey() != null) ? Optional.empty() : Optional
			.of(new CliCredential.Refusal((login.request().flow() == CliLoginFlow.BROWSER) ? NO_SEED : NO_KEY));
	}

	PendingCredential.SealedCredential seal(CliLogin login, @Nullable CliUser owner, CliCredential.Value credential) {
		byte[] key = Base64.getUrlDecoder().decode(Objects.requireNonNull(login.sealKey()));
		String box = required().seal(key, credential.value(),
				context(login, owner, credential.type(), credential.expiresAt()));
		return new PendingCredential.SealedCredential(box, credential.type(), credential.expiresAt());
	}

	/** Returns an empty result if the credential is sealed to another device code. */
	Optional<String> open(CliLogin login, PendingCredential.SealedCredential sealed, DeviceCode code) {
		Context context = context(login, login.owner(), sealed.type(), sealed.expiresAt());
		CredentialSealer present = required();
		try {
			return Optional.of(present.open(code.deriveSealSeed(), sealed.box(), context));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static Context context(CliLogin login, @Nullable CliUser owner, String type, @Nullable Instant expiresAt) {
		return new Context(login.id(), login.request().clientId(), (owner != null) ? owner.id() : null, type,
				expiresAt);
	}

	private CredentialSealer required() {
		if (this.sealer == null) {
			throw new IllegalStateException("CliCredential.of(...) requires the dependency "
					+ "org.bouncycastle:bcprov-jdk18on or a CredentialSealer bean");
		}
		return this.sealer;
	}

}
