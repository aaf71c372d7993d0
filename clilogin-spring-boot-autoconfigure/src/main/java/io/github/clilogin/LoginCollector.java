package io.github.clilogin;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The third step: answers a poll, and hands the credential over to exactly one device
 * code, however many polls race.
 */
final class LoginCollector {

	/** How long a lost answer may be asked for again. */
	static final Duration GRACE = Duration.ofMinutes(5);

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

	CollectResult collect(DeviceCode code, @Nullable String clientId) {
		for (int i = 0; i < TRIES; i++) {
			Optional<CliLogin> login = this.environment.repository()
				.findById(code.id())
				.filter((found) -> isFor(found, clientId));
			Optional<CollectResult> result = login.isEmpty() ? Optional.of(new CollectResult.Unknown())
					: answer(login.get(), code);
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
		String asked = ClaimedText.clean(clientId, CliLoginRequest.NAME_LENGTH);
		return (asked != null) ? asked.equals(login.request().clientId())
				: this.environment.settings().clients().isEmpty();
	}

	/** Empty: another poll or decision came first, look again. */
	private Optional<CollectResult> answer(CliLogin login, DeviceCode code) {
		Instant now = this.environment.now();
		if (login.isExpired(now)) {
			return Optional.of(new CollectResult.Expired());
		}
		return switch (login.status()) {
			case PENDING -> Optional.of(new CollectResult.Pending(login));
			case CONFIRMED -> handOver(login, code, now);
			case COLLECTED -> login.isRedeliverable(now) ? handOver(login, code, now) : Optional.of(replayed(login));
			case REJECTED -> Optional.of(new CollectResult.Rejected(message(login)));
			case REVOKED -> Optional.of(new CollectResult.Rejected(null));
			case CANCELLED -> Optional.of(new CollectResult.Expired());
		};
	}

	/** The account is asked first, so that nobody gets a credential who may have none. */
	private Optional<CollectResult> handOver(CliLogin login, DeviceCode code, Instant now) {
		Handover.OwnToken recipe = (Handover.OwnToken) Objects.requireNonNull(login.handover());
		CliUser owner = Objects.requireNonNull(login.owner());
		if (this.users.load(owner).isEmpty()) {
			return accountGone(login, now);
		}
		String token = this.format.write(code.deriveToken(Base64.getUrlDecoder().decode(recipe.salt())));
		return apply(login, step(login, token, recipe, now))
				? Optional
					.of(new CollectResult.Collected(token, "Bearer", recipe.expiresAt(), recipe.scopes(), owner.name()))
				: Optional.empty();
	}

	private static CliLoginTransition step(CliLogin login, String token, Handover.OwnToken recipe, Instant now) {
		return (login.status() == CliLoginStatus.COLLECTED) ? new CliLoginTransition.Redeliver(now)
				: new CliLoginTransition.Collect(Sha256.hex(token), recipe.expiresAt(), now.plus(GRACE), now);
	}

	private boolean apply(CliLogin login, CliLoginTransition step) {
		boolean won = this.environment.repository().apply(login.id(), step);
		if (won) {
			step.applyTo(login)
				.map(LoginSummary::of)
				.map((step instanceof CliLoginTransition.Redeliver) ? CliLoginEvent.Redelivered::new
						: CliLoginEvent.Collected::new)
				.ifPresent(this.environment::publish);
		}
		return won;
	}

	private Optional<CollectResult> accountGone(CliLogin login, Instant now) {
		CliLoginTransition revoke = new CliLoginTransition.Revoke(null, Revocation.BY_ACCOUNT, now);
		if (!this.environment.repository().apply(login.id(), revoke)) {
			return Optional.empty();
		}
		this.environment.publish(new CliLoginEvent.Revoked(login.id(), Revocation.BY_ACCOUNT));
		return Optional.of(new CollectResult.Rejected(null));
	}

	private CollectResult replayed(CliLogin login) {
		this.environment.publish(new CliLoginEvent.Replayed(LoginSummary.of(login)));
		return new CollectResult.Unknown();
	}

	private static @Nullable String message(CliLogin login) {
		return (login.decision() != null) ? login.decision().message() : null;
	}

}
