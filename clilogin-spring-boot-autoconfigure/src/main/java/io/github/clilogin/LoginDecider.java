package io.github.clilogin;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CliLoginEvent.Summary;

/**
 * The second step: performs what a user or the host decided.
 */
final class LoginDecider {

	private static final Set<CliLoginStatus> CONFIRMED = Set.of(CliLoginStatus.CONFIRMED, CliLoginStatus.COLLECTED);

	private static final Set<CliLoginStatus> REJECTED = Set.of(CliLoginStatus.REJECTED);

	private static final int SALT_LENGTH = 32;

	private final LoginEnvironment environment;

	private final SecureRandom random = new SecureRandom();

	LoginDecider(LoginEnvironment environment) {
		this.environment = environment;
	}

	DecisionResult confirm(CliLogin login, @Nullable CliUser user, CliCredential credential) {
		Optional<CliCredential.Refusal> refusal = refusal(login, credential);
		if (refusal.isPresent()) {
			return refuse(login, user, refusal.get());
		}
		Instant now = this.environment.now();
		Instant collectBy = now.plus(this.environment.settings().collectWindow());
		PendingCredential pendingCredential = pendingCredential(login, user, credential, now);
		return decide(login, idOf(user), new CliLoginTransition.Confirm(user, pendingCredential, collectBy, now));
	}

	private Optional<CliCredential.Refusal> refusal(CliLogin login, CliCredential credential) {
		if (credential instanceof CliCredential.Refusal refusal) {
			return Optional.of(refusal);
		}
		return (credential instanceof CliCredential.Value) ? this.environment.sealing().refusal(login)
				: Optional.empty();
	}

	private DecisionResult refuse(CliLogin login, @Nullable CliUser user, CliCredential.Refusal refusal) {
		DecisionResult result = reject(login, idOf(user), refusal.message());
		return (result instanceof DecisionResult.Decided) ? new DecisionResult.Refused(refusal.message()) : result;
	}

	/** Rules on a confirmation of a login that is no longer pending. */
	DecisionResult alreadyConfirmed(CliLogin login, @Nullable CliUser user) {
		return outcome(login, idOf(user), true);
	}

	DecisionResult reject(CliLogin login, @Nullable String by, @Nullable String message) {
		return decide(login, by, new CliLoginTransition.Reject(by, message, this.environment.now()));
	}

	/** Whoever wins knows the outcome by the rule; whoever loses has to look. */
	private DecisionResult decide(CliLogin before, @Nullable String by, CliLoginTransition decision) {
		boolean won = this.environment.repository().apply(before.id(), decision);
		Optional<CliLogin> after = (won ? decision.applyTo(before) : Optional.<CliLogin>empty())
			.or(() -> this.environment.repository().findById(before.id()));
		if (won) {
			after.map(Summary::of).map(CliLoginEvent.Decided::new).ifPresent(this.environment::publish);
		}
		return after.map((login) -> outcome(login, by, decision instanceof CliLoginTransition.Confirm))
			.orElseGet(DecisionResult.NotFound::new);
	}

	/**
	 * Rules what a decision has come to, from the login as it stands after it: also for a
	 * second click, and for a first one whose answer was lost.
	 */
	private DecisionResult outcome(CliLogin login, @Nullable String by, boolean confirm) {
		if (login.status() == CliLoginStatus.PENDING) {
			return new DecisionResult.Expired();
		}
		boolean mine = login.decision() != null && Objects.equals(login.decision().by(), by);
		if (mine && (confirm ? CONFIRMED : REJECTED).contains(login.status())) {
			return new DecisionResult.Decided(login);
		}
		if (!mine && by != null && login.decision() != null) {
			this.environment.publish(new CliLoginEvent.Contested(Summary.of(login), by));
		}
		return new DecisionResult.AlreadyDecided(login);
	}

	private PendingCredential pendingCredential(CliLogin login, @Nullable CliUser user, CliCredential credential,
			Instant now) {
		if (credential instanceof CliCredential.Value value) {
			return this.environment.sealing().seal(login, user, value);
		}
		if (!(credential instanceof CliCredential.Token token) || user == null) {
			throw new UnsupportedOperationException(
					"An own token needs the user it acts for: confirm with an Authentication");
		}
		Duration lifetime = (token.lifetime() != null) ? token.lifetime()
				: this.environment.settings().token().lifetime();
		return new PendingCredential.OwnToken(salt(), granted(login.request().scopes(), token.scopes()),
				now.plus(lifetime));
	}

	private static Set<String> granted(Set<String> asked, @Nullable Set<String> mapped) {
		if (mapped == null) {
			return asked;
		}
		if (!asked.isEmpty() && (mapped.isEmpty() || !asked.containsAll(mapped))) {
			throw new IllegalStateException("The credential mapper may narrow the scopes " + asked
					+ " but never widen them; it returned " + mapped);
		}
		return mapped;
	}

	private String salt() {
		byte[] salt = new byte[SALT_LENGTH];
		this.random.nextBytes(salt);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(salt);
	}

	private static @Nullable String idOf(@Nullable CliUser user) {
		return (user != null) ? user.id() : null;
	}

}
