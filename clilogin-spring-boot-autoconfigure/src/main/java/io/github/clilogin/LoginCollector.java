package io.github.clilogin;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CliLogin.Revocation;
import io.github.clilogin.CliLoginEvent.Summary;

/**
 * The third step: answers a poll, and hands the credential over to exactly one device
 * code, however many polls race.
 */
final class LoginCollector {

	/** How long a lost answer may be asked for again. */
	static final Duration GRACE = Duration.ofMinutes(5);

	/** The same for a credential of the host's, which is no use that could be noticed. */
	static final Duration SEALED_GRACE = Duration.ofSeconds(60);

	private static final String UNOPENABLE = "The credential does not open with this device code: the command line "
			+ "must derive seal_seed from it";

	/**
	 * A lost race means that the login has moved on, which it can do a few times only.
	 */
	private static final int TRIES = 5;

	private final LoginEnvironment environment;

	private final CliUserService users;

	private final TokenFormat format;

	LoginCollector(LoginEnvironment environment, CliUserService users) {
		this.environment = environment;
		this.users = users;
		this.format = new TokenFormat(environment.settings().token().prefix());
	}

	CollectResult collect(DeviceCode code, @Nullable String clientId, Instant begun) {
		for (int i = 0; i < TRIES; i++) {
			// Before the look, during which a login may still be confirmed in time
			Instant asked = this.environment.now();
			Optional<CliLogin> login = this.environment.repository()
				.findById(code.id())
				.filter((found) -> isFor(found, clientId));
			Optional<CollectResult> result = login.isEmpty() ? Optional.of(new CollectResult.Unknown())
					: answer(login.get(), code, begun, asked);
			if (result.isPresent()) {
				return result.get();
			}
		}
		throw new IllegalStateException("The login changed at every look");
	}

	boolean isFor(DeviceCode code, @Nullable String clientId) {
		return this.environment.repository().findById(code.id()).filter((login) -> isFor(login, clientId)).isPresent();
	}

	/** Compares as it was stored: cleaned. */
	private boolean isFor(CliLogin login, @Nullable String clientId) {
		String asked = ClaimedText.clean(clientId, CliLoginRequest.MAX_NAME_LENGTH);
		return (asked != null) ? asked.equals(login.request().clientId())
				: this.environment.settings().clients().isEmpty();
	}

	/** Empty: another poll or decision came first, look again. */
	private Optional<CollectResult> answer(CliLogin login, DeviceCode code, Instant begun, Instant asked) {
		if (login.isExpired(asked)) {
			return Optional.of(new CollectResult.Expired());
		}
		Instant now = this.environment.now();
		return switch (login.status()) {
			case PENDING -> Optional.of(new CollectResult.Pending(login));
			case CONFIRMED -> handOver(login, code, now);
			case COLLECTED -> new CliLoginTransition.Redeliver(now).isAllowedBy(login) ? handOver(login, code, now)
					: Optional.of(spent(login, begun));
			case REJECTED -> Optional.of(new CollectResult.Rejected(message(login)));
			case REVOKED -> Optional.of(new CollectResult.Rejected(null));
			case CANCELLED -> Optional.of(new CollectResult.Expired());
		};
	}

	/** The account is asked first, so that nobody gets a credential who may have none. */
	private Optional<CollectResult> handOver(CliLogin login, DeviceCode code, Instant now) {
		CliUser owner = login.owner();
		if (owner != null && this.users.load(owner).isEmpty()) {
			return end(login, new CliLoginTransition.Revoke(null, Revocation.BY_ACCOUNT, now),
					(ended) -> new CliLoginEvent.Revoked(ended.id(), Revocation.BY_ACCOUNT), null);
		}
		Optional<CollectResult.Collected> credential = credential(login, code);
		if (credential.isEmpty()) {
			return unopenable(login, now);
		}
		boolean again = login.status() == CliLoginStatus.COLLECTED;
		CliLoginTransition step = again ? new CliLoginTransition.Redeliver(now)
				: firstTime(credential.get(), login.pendingCredential(), now);
		boolean won = apply(login, step, again ? CliLoginEvent.Redelivered::new : CliLoginEvent.Collected::new);
		return won ? Optional.of(credential.get()) : Optional.empty();
	}

	/** In the name of who confirmed, so that the page tells them. */
	private Optional<CollectResult> unopenable(CliLogin login, Instant now) {
		if (login.status() == CliLoginStatus.COLLECTED) {
			return Optional.of(new CollectResult.Rejected(UNOPENABLE));
		}
		String by = (login.decision() != null) ? login.decision().by() : null;
		return end(login, new CliLoginTransition.Reject(by, UNOPENABLE, now), CliLoginEvent.Decided::new, UNOPENABLE);
	}

	private Optional<CollectResult.Collected> credential(CliLogin login, DeviceCode code) {
		String account = (login.owner() != null) ? login.owner().name() : null;
		if (login.pendingCredential() instanceof PendingCredential.SealedCredential sealed) {
			return this.environment.sealing()
				.open(login, sealed, code)
				.map((value) -> new CollectResult.Collected(value, sealed.type(), sealed.expiresAt(), Set.of(),
						account));
		}
		PendingCredential.OwnToken recipe = (PendingCredential.OwnToken) Objects
			.requireNonNull(login.pendingCredential());
		String token = this.format.write(code.deriveToken(Base64.getUrlDecoder().decode(recipe.salt())));
		return Optional.of(new CollectResult.Collected(token, "Bearer", recipe.expiresAt(), recipe.scopes(), account));
	}

	private static CliLoginTransition firstTime(CollectResult.Collected credential,
			@Nullable PendingCredential pendingCredential, Instant now) {
		return (pendingCredential instanceof PendingCredential.OwnToken recipe)
				? new CliLoginTransition.Collect(Sha256.hex(credential.credential()), recipe.expiresAt(),
						now.plus(GRACE), now)
				: new CliLoginTransition.CollectSealed(now.plus(SEALED_GRACE), now);
	}

	private Optional<CollectResult> end(CliLogin login, CliLoginTransition step, Function<Summary, CliLoginEvent> event,
			@Nullable String message) {
		return apply(login, step, event) ? Optional.of(new CollectResult.Rejected(message)) : Optional.empty();
	}

	private boolean apply(CliLogin login, CliLoginTransition step, Function<Summary, CliLoginEvent> event) {
		boolean won = this.environment.repository().apply(login.id(), step);
		if (won) {
			step.applyTo(login).map(Summary::of).map(event).ifPresent(this.environment::publish);
		}
		return won;
	}

	private CollectResult spent(CliLogin login, Instant begun) {
		if (login.issuedCredential() != null && !login.issuedCredential().collectedAt().isAfter(begun)) {
			this.environment.publish(new CliLoginEvent.Replayed(Summary.of(login)));
		}
		return new CollectResult.Unknown();
	}

	private static @Nullable String message(CliLogin login) {
		return (login.decision() != null) ? login.decision().message() : null;
	}

}
