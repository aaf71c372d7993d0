package io.github.clilogin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;

import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.internal.DurationText;

/**
 * Creates the credential of a confirmed login, which the CLI collects. Thread-safe.
 */
final class TokenIssuer {

	private static final int SALT_LENGTH = 32;

	private static final Logger logger = System.getLogger(TokenIssuer.class.getName());

	private final CredentialSealing sealing;

	private final CliLoginSettings settings;

	private final ProofRules rules;

	private final StringKeyGenerator salts = new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(),
			SALT_LENGTH);

	private final AtomicBoolean unverifiedWarned = new AtomicBoolean();

	TokenIssuer(CredentialSealing sealing, CliLoginSettings settings) {
		this.sealing = sealing;
		this.settings = settings;
		this.rules = new ProofRules(settings);
	}

	/** Returns the reason why a login cannot get a credential. */
	Optional<CliCredential.Refusal> refusal(CliLogin login, CliCredential credential) {
		if (credential instanceof CliCredential.Refusal refusal) {
			return Optional.of(refusal);
		}
		return (credential instanceof CliCredential.Value) ? this.sealing.refusal(login) : Optional.empty();
	}

	PendingCredential issue(CliLogin login, @Nullable CliUser user, CliCredential credential, Instant now) {
		if (credential instanceof CliCredential.Value value) {
			return this.sealing.seal(login, user, value);
		}
		if (!(credential instanceof CliCredential.Token token) || user == null) {
			throw new UnsupportedOperationException(
					"CliCredential.token() requires a user: call confirm with an Authentication");
		}
		Duration lifetime = limited(login, (token.lifetime() != null) ? token.lifetime() : lifetime(user));
		return new PendingCredential.OwnToken(this.salts.generateKey(),
				granted(login.request().scopes(), token.scopes()), now.plus(lifetime));
	}

	/**
	 * Limits a lifetime of the mapper too, because a mapper must set one to narrow the
	 * scopes.
	 */
	private Duration limited(CliLogin login, Duration lifetime) {
		Duration maximum = this.settings.unproven().tokenLifetime();
		return (this.rules.isLimited(login) && lifetime.compareTo(maximum) > 0) ? maximum : lifetime;
	}

	/** Returns the lifetime of a token for which the mapper sets none. */
	private Duration lifetime(CliUser user) {
		Duration verified = this.settings.token().lifetime();
		Duration unverified = this.settings.token().unverifiedLifetime();
		if (user.reloadable() || unverified.compareTo(verified) >= 0) {
			return verified;
		}
		if (this.unverifiedWarned.compareAndSet(false, true)) {
			logger.log(Level.WARNING,
					"The account of a signed-in user cannot be loaded again, so tokens of such users expire after "
							+ DurationText.of(unverified) + " (clilogin.token.unverified-lifetime), not after "
							+ DurationText.of(verified)
							+ " (clilogin.token.lifetime). Define a CliUserService bean that checks "
							+ "the account, or set both properties to the same value");
		}
		return unverified;
	}

	private static Set<String> granted(Set<String> requested, @Nullable Set<String> mapped) {
		if (mapped == null) {
			return requested;
		}
		if (!requested.isEmpty() && (mapped.isEmpty() || !requested.containsAll(mapped))) {
			throw new IllegalStateException("The granted scopes " + mapped
					+ " must be a non-empty subset of the requested scopes " + requested);
		}
		return mapped;
	}

}
