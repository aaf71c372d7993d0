package io.github.clilogin;

import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CredentialSealer.Context;

/**
 * How credentials of the host's wait to be collected, if there is a sealer.
 *
 * @param sealer the sealer, or {@code null} if there is none
 */
record Sealing(@Nullable CredentialSealer sealer) {

	private static final String NO_SEED = "The command line sent no seal_seed, without which this application cannot "
			+ "hand over a credential of its own: update the command line";

	private static final String NO_KEY = "The login was started before this application could hand over a credential "
			+ "of its own: start again";

	/** What to store of a seed: nothing that opens anything. */
	@Nullable String publicKey(byte[] seed) {
		return (this.sealer != null)
				? Base64.getUrlEncoder().withoutPadding().encodeToString(this.sealer.publicKey(seed)) : null;
	}

	/**
	 * Says why nothing can ever be sealed to a login. That there is no sealer is for the
	 * developers of the application to know, so it is thrown.
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

	/** Empty: the box was sealed to something else, and no poll will ever open it. */
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
			throw new IllegalStateException("Handing over CliCredential.of(...) needs the dependency "
					+ "org.bouncycastle:bcprov-jdk18on, or a bean of type CredentialSealer");
		}
		return this.sealer;
	}

}
