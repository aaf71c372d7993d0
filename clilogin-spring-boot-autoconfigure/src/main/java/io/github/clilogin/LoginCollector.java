package io.github.clilogin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CliLogin.Revocation;
import io.github.clilogin.CliLoginEvent.Summary;
import io.github.clilogin.CliLoginTransition.Attempt;
import io.github.clilogin.CliLoginTransition.Collect;
import io.github.clilogin.CliLoginTransition.CollectSealed;
import io.github.clilogin.CliLoginTransition.IfSameLogin;
import io.github.clilogin.CliLoginTransition.Redeliver;
import io.github.clilogin.CliLoginTransition.Reject;
import io.github.clilogin.CliLoginTransition.Revoke;
import io.github.clilogin.CliLoginTransition.RevokeUncollected;
import io.github.clilogin.internal.Sha256;
import io.github.clilogin.store.Field;

/**
 * Answers polls. Concurrent polls deliver the same credential.
 */
final class LoginCollector {

	/** Grace period, in which a lost response can be requested again. */
	static final Duration GRACE = Duration.ofMinutes(5);

	/** Grace period of a host credential, whose first use is unknown. */
	static final Duration SEALED_GRACE = Duration.ofSeconds(60);

	private static final String SEED_MISMATCH = "The command-line tool sent a seal_seed that does not match its device "
			+ "code. Update the tool";

	private static final String ACCOUNT_UNAVAILABLE = "The account was not found, or it is locked, disabled or expired";

	private static final int MAX_LABEL_LENGTH = 100;

	private static final String NO_LONGER_AVAILABLE = " is no longer available";

	private static final String REJECTED_BY_APPLICATION = "Rejected by the application";

	private static final String REVOKED = "Access was revoked";

	private static final String RETURN_TOO_LATE = "The command-line tool did not send the code from the browser in "
			+ "time. If it did not ask for a code, update the tool";

	private static final String CONFIRMED_WITHOUT_CODE = "The login was confirmed without the code that the browser "
			+ "must return: start again";

	/**
	 * Exceeds the number of status changes, misses and swaps that a login usually has.
	 */
	private static final int MAX_TRIES = 10;

	private final CliLoginRepository repository;

	private final CliUserService users;

	private final ChoiceOffers choices;

	private final CredentialSealing sealing;

	private final CliLoginSettings settings;

	private final ProofRules rules;

	private final Clock clock;

	private final Consumer<CliLoginEvent> events;

	private final ReturnCodeCheck returns;

	LoginCollector(CliLoginRepository repository, CliUserService users, ChoiceOffers choices, CredentialSealing sealing,
			CliLoginSettings settings, Clock clock, Consumer<CliLoginEvent> events) {
		this.repository = repository;
		this.users = users;
		this.choices = choices;
		this.sealing = sealing;
		this.settings = settings;
		this.rules = new ProofRules(settings);
		this.clock = clock;
		this.events = events;
		this.returns = new ReturnCodeCheck(repository, events);
	}

	CollectResult collect(DeviceCode code, @Nullable String clientId, String tenant, @Nullable ReturnCode returnCode,
			Instant arrivedAt) {
		Poll poll = new Poll(code, returnCode, arrivedAt);
		for (int i = 0; i < MAX_TRIES; i++) {
			// A login confirmed during the read must not count as expired
			Instant readAt = this.clock.instant();
			Optional<CliLogin> login = find(code, clientId, tenant);
			Optional<CollectResult> result = login.isEmpty() ? Optional.of(new CollectResult.Unknown())
					: answer(login.get(), poll, readAt);
			if (result.isPresent()) {
				return result.get();
			}
		}
		throw new IllegalStateException("Gave up after " + MAX_TRIES + " concurrent changes to the login " + code.id());
	}

	Optional<CliLogin> find(DeviceCode code, @Nullable String clientId, String tenant) {
		return this.repository.findDurableById(code.id())
			.filter((login) -> login.request().tenant().equals(tenant) && isFor(login, clientId));
	}

	/** Cleans the client ID first, because the stored one is cleaned. */
	private boolean isFor(CliLogin login, @Nullable String clientId) {
		String cleaned = ClaimedText.cleanId(clientId, CliLoginRequest.MAX_NAME_LENGTH);
		return (cleaned != null) ? cleaned.equals(login.request().clientId()) : this.settings.clients().isEmpty();
	}

	/** Returns an empty result if the login has changed since it was read. */
	private Optional<CollectResult> answer(CliLogin login, Poll poll, Instant readAt) {
		if (login.isExpired(readAt)) {
			boolean lacksCode = login.status() == CliLoginStatus.CONFIRMED && login.isDemandingProof();
			return Optional.of(new CollectResult.Expired(lacksCode ? RETURN_TOO_LATE : null));
		}
		Instant now = this.clock.instant();
		return switch (login.status()) {
			case PENDING -> Optional.of(new CollectResult.Pending(login));
			case CONFIRMED -> answerConfirmed(login, poll, now);
			case COLLECTED -> answerCollected(login, poll, now);
			case REJECTED -> Optional.of(new CollectResult.Rejected(message(login)));
			case REVOKED -> Optional.of(new CollectResult.Rejected(revocation(login)));
			case CANCELLED -> Optional.of(new CollectResult.Expired(login.row().textOrNull(Field.MESSAGE)));
		};
	}

	/** Rejects a login whose return code is absent or does not suffice. */
	private Optional<CollectResult> answerConfirmed(CliLogin login, Poll poll, Instant now) {
		ReturnCode.Hash hash = login.returnHash();
		if (hash == null && login.isDemandingProof()) {
			return reject(login, CONFIRMED_WITHOUT_CODE, now);
		}
		Optional<String> rejection = this.rules.rejection(login,
				(hash != null) ? hash.method().proof() : CliLoginProof.NONE);
		if (rejection.isPresent()) {
			return reject(login, rejection.get(), now);
		}
		return (hash == null || ReturnCodeCheck.isPassed(login, poll.returnCode())) ? deliver(login, poll.code(), now)
				: this.returns.refuse(login, hash, poll.returnCode(), now);
	}

	private Optional<CollectResult> answerCollected(CliLogin login, Poll poll, Instant now) {
		if (!new Redeliver(ReturnCodeCheck.attempt(login), now).isAllowedBy(login)) {
			return Optional.of(afterGrace(login, poll.arrivedAt()));
		}
		return ReturnCodeCheck.isPassed(login, poll.returnCode()) ? deliver(login, poll.code(), now)
				: Optional.of(this.returns.refuseAgain(login, poll.returnCode(), now));
	}

	/** Loads the user first, because a closed account gets no credential. */
	private Optional<CollectResult> deliver(CliLogin login, DeviceCode code, Instant now) {
		CliUser owner = login.owner();
		Authentication user = (owner != null) ? this.users.load(owner).orElse(null) : null;
		if (owner != null && user == null) {
			return end(login, new Revoke(null, Revocation.BY_ACCOUNT, now),
					(ended) -> new CliLoginEvent.Revoked(ended.id(), Revocation.BY_ACCOUNT), ACCOUNT_UNAVAILABLE);
		}
		Optional<CollectResult.Collected> credential = credential(login, code);
		if (credential.isEmpty()) {
			return seedMismatch(login, now);
		}
		boolean again = login.status() == CliLoginStatus.COLLECTED;
		Optional<CliLoginChoice> withdrawn = (user == null || again) ? Optional.empty()
				: this.choices.findWithdrawn(user, login);
		if (withdrawn.isPresent()) {
			return reject(login, shown(withdrawn.get()) + NO_LONGER_AVAILABLE, now);
		}
		if (owner != null && !again && isOutdated(login, owner)) {
			return end(login, new RevokeUncollected(owner.id(), now),
					(ended) -> new CliLoginEvent.Revoked(ended.id(), owner.id()), REVOKED);
		}
		CliLoginTransition step = again ? new Redeliver(ReturnCodeCheck.attempt(login), now)
				: collection(credential.get(), login, now);
		boolean won = apply(login, new IfSameLogin(login.userCode(), step),
				again ? CliLoginEvent.Redelivered::new : CliLoginEvent.Collected::new);
		return won ? Optional.of(credential.get()) : Optional.empty();
	}

	/**
	 * Returns whether all logins of the user were revoked since the confirmation began.
	 * The generation must be read after the login. Another poll may collect the login
	 * meanwhile. Then it is revoked by {@code revokeAll}, unless it is the kept one.
	 */
	private boolean isOutdated(CliLogin login, CliUser owner) {
		Optional<String> current = this.repository.findOwnerGeneration(owner.id());
		return !current.equals(Optional.ofNullable(login.row().textOrNull(Field.OWNER_GENERATION)));
	}

	private Optional<CollectResult> seedMismatch(CliLogin login, Instant now) {
		if (login.status() == CliLoginStatus.COLLECTED) {
			return Optional.of(new CollectResult.Rejected(SEED_MISMATCH));
		}
		return reject(login, SEED_MISMATCH, now);
	}

	/**
	 * Returns a text for the terminal, without the characters that could deceive there.
	 */
	private static String shown(CliLoginChoice choice) {
		String label = ClaimedText.clean(choice.label(), MAX_LABEL_LENGTH);
		return (label != null) ? label : choice.id();
	}

	/** Rejects as the user who confirmed, so that the user's page reports it. */
	private Optional<CollectResult> reject(CliLogin login, String message, Instant now) {
		String by = (login.decision() != null) ? login.decision().by() : null;
		return end(login, new Reject(by, message, now), CliLoginEvent.Decided::new, message);
	}

	private Optional<CollectResult.Collected> credential(CliLogin login, DeviceCode code) {
		String account = (login.owner() != null) ? login.owner().name() : null;
		if (login.pendingCredential() instanceof PendingCredential.SealedCredential sealed) {
			return this.sealing.open(login, sealed, code)
				.map((value) -> new CollectResult.Collected(value, sealed.type(), sealed.expiresAt(), Set.of(),
						account));
		}
		PendingCredential.OwnToken ownToken = (PendingCredential.OwnToken) Objects
			.requireNonNull(login.pendingCredential());
		String token = new TokenFormat(this.settings.token().prefix())
			.write(code.deriveToken(Base64.getUrlDecoder().decode(ownToken.salt())));
		return Optional
			.of(new CollectResult.Collected(token, "Bearer", ownToken.expiresAt(), ownToken.scopes(), account));
	}

	private static CliLoginTransition collection(CollectResult.Collected credential, CliLogin login, Instant now) {
		Attempt attempt = ReturnCodeCheck.attempt(login);
		return (login.pendingCredential() instanceof PendingCredential.OwnToken ownToken)
				? new Collect(Sha256.hex(credential.credential()), ownToken.expiresAt(), now.plus(GRACE), attempt, now)
				: new CollectSealed(now.plus(SEALED_GRACE), attempt, now);
	}

	private Optional<CollectResult> end(CliLogin login, CliLoginTransition step, Function<Summary, CliLoginEvent> event,
			@Nullable String message) {
		return apply(login, step, event) ? Optional.of(new CollectResult.Rejected(message)) : Optional.empty();
	}

	private boolean apply(CliLogin login, CliLoginTransition step, Function<Summary, CliLoginEvent> event) {
		boolean won = this.repository.apply(login.id(), step);
		if (won) {
			step.applyTo(login).map(Summary::of).map(event).ifPresent(this.events);
		}
		return won;
	}

	private CollectResult afterGrace(CliLogin login, Instant arrivedAt) {
		if (login.issuedCredential() != null && !login.issuedCredential().collectedAt().isAfter(arrivedAt)) {
			this.events.accept(new CliLoginEvent.Replayed(Summary.of(login)));
		}
		return new CollectResult.Unknown();
	}

	/** Returns the reason, without which CLIs report that the user rejected the login. */
	private static String revocation(CliLogin login) {
		boolean account = login.revocation() != null && Revocation.BY_ACCOUNT.equals(login.revocation().by());
		return account ? ACCOUNT_UNAVAILABLE : REVOKED;
	}

	/** Returns {@code null} only if the user rejected the login without a reason. */
	private static @Nullable String message(CliLogin login) {
		CliLogin.Decision decision = login.decision();
		if (decision != null && decision.by() == null && decision.message() == null) {
			return REJECTED_BY_APPLICATION;
		}
		return (decision != null) ? decision.message() : null;
	}

	/**
	 * Represents a poll.
	 *
	 * @param code the device code
	 * @param returnCode the return code, or {@code null} without one
	 * @param arrivedAt the arrival
	 */
	private record Poll(DeviceCode code, @Nullable ReturnCode returnCode, Instant arrivedAt) {
	}

}
