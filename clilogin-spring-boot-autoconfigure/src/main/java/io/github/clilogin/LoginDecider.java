package io.github.clilogin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CliLoginEvent.Summary;
import io.github.clilogin.CliLoginTransition.Confirm;
import io.github.clilogin.CliLoginTransition.IfSameLogin;
import io.github.clilogin.CliLoginTransition.Reject;
import io.github.clilogin.CliLoginTransition.Revoke;
import io.github.clilogin.CliLoginTransition.Swap;
import io.github.clilogin.internal.OncePerMinute;

/**
 * Confirms and rejects logins.
 */
final class LoginDecider {

	private static final Set<CliLoginStatus> CONFIRMED = Set.of(CliLoginStatus.CONFIRMED, CliLoginStatus.COLLECTED);

	private static final Set<CliLoginStatus> REJECTED = Set.of(CliLoginStatus.REJECTED);

	/** Exceeds the number of changes by a user who reloads a page. */
	private static final int MAX_SWAPS = 5;

	private static final Logger logger = System.getLogger(LoginDecider.class.getName());

	private final CliLoginRepository repository;

	private final CliUserService users;

	private final TokenIssuer tokens;

	private final CliLoginSettings settings;

	private final ProofRules rules;

	private final Clock clock;

	private final Consumer<CliLoginEvent> events;

	/** Prevents that a user fills the log, because each confirmation can fail. */
	private final OncePerMinute warnings = new OncePerMinute();

	LoginDecider(CliLoginRepository repository, CliUserService users, TokenIssuer tokens, CliLoginSettings settings,
			Clock clock, Consumer<CliLoginEvent> events) {
		this.repository = repository;
		this.users = users;
		this.tokens = tokens;
		this.settings = settings;
		this.rules = new ProofRules(settings);
		this.clock = clock;
		this.events = events;
	}

	/** Returns the code of a repeated confirmation too, if its secret is the same. */
	DecisionResult confirm(String id, @Nullable CliUser user, Predicate<CliLogin> reviewed, ChoiceOffers.Answer answer,
			Issue issue) {
		DecisionResult result = decide(id, user, reviewed, answer, issue);
		return (result instanceof DecisionResult.Decided decided)
				? new DecisionResult.Decided(decided.login(), issue.secret().codeOf(decided.login())) : result;
	}

	/**
	 * Reads the generation before all else, so that the login carries the older one if
	 * all logins of the user are revoked during the rest.
	 */
	private DecisionResult decide(String id, @Nullable CliUser user, Predicate<CliLogin> reviewed,
			ChoiceOffers.Answer answer, Issue issue) {
		if (user != null && !isStorable(user)) {
			return new DecisionResult.AccountUnavailable();
		}
		String generation = (user != null) ? this.repository.findOwnerGeneration(user.id()).orElse(null) : null;
		Optional<CliLogin> found = find(id, user).filter(reviewed);
		if (found.isEmpty()) {
			return new DecisionResult.NotFound();
		}
		CliLogin login = found.get();
		if (login.status() != CliLoginStatus.PENDING || login.isExpired(this.clock.instant())) {
			return outcome(login, idOf(user), CONFIRMED);
		}
		Optional<String> rejection = this.rules.rejection(login,
				this.rules.method(login).map(ReturnCode.Method::proof).orElse(CliLoginProof.NONE));
		if (rejection.isPresent()) {
			return refuse(login, user, new CliCredential.Refusal(rejection.get()));
		}
		if (user != null && !isAvailable(user)) {
			return new DecisionResult.AccountUnavailable();
		}
		Optional<CliLoginChoices.Offer> offered = answer.offer(login);
		if (offered.isEmpty()) {
			return new DecisionResult.ChoicesUnavailable();
		}
		return offered.get()
			.answer(answer.ids())
			.map((choices) -> confirm(login, user, generation, choices, issue))
			.orElseGet(() -> new DecisionResult.InvalidChoice(login, offered.get().preselect(answer::isChosen)));
	}

	private DecisionResult confirm(CliLogin login, @Nullable CliUser user, @Nullable String generation,
			List<CliLoginChoice> choices, Issue issue) {
		CliCredential credential = Objects.requireNonNull(issue.mapper().apply(login.withChoices(choices)),
				"The CliCredentialMapper returned null");
		return this.tokens.refusal(login, credential)
			.map((refusal) -> refuse(login, user, refusal))
			.orElseGet(() -> confirm(login, user, generation, choices, credential, issue.secret()));
	}

	/** Hides the logins of other tenants from a user, and none from the host. */
	private Optional<CliLogin> find(String id, @Nullable CliUser user) {
		return this.repository.findDurableById(id).filter((login) -> user == null || user.isInTenantOf(login));
	}

	private boolean isStorable(CliUser user) {
		boolean storable = user.isStorable();
		if (!storable && this.warnings.take(this.clock.instant())) {
			logger.log(Level.WARNING, "A login was not decided: the id of the signed-in user must have 1 to 255 "
					+ "characters without control characters, the principal name and the account name 1 to 1,000. "
					+ "Define a CliUserService bean that returns such a user");
		}
		return storable;
	}

	/** Loads the account as the collection does, which would revoke the login. */
	private boolean isAvailable(CliUser user) {
		boolean available = this.users.load(user).isPresent();
		if (!available && this.warnings.take(this.clock.instant())) {
			logger.log(Level.WARNING, "A login was not confirmed: the account of the signed-in user " + user.name()
					+ " was not found, the account that was found has another user name, or it is locked, "
					+ "disabled or expired. If the account is valid, define a CliUserService bean that finds it");
		}
		return available;
	}

	private DecisionResult refuse(CliLogin login, @Nullable CliUser user, CliCredential.Refusal refusal) {
		DecisionResult result = reject(login, idOf(user), refusal.message());
		return (result instanceof DecisionResult.Decided) ? new DecisionResult.Refused(refusal.message()) : result;
	}

	private DecisionResult confirm(CliLogin login, @Nullable CliUser user, @Nullable String generation,
			List<CliLoginChoice> choices, CliCredential credential, ReturnSecret secret) {
		Instant now = this.clock.instant();
		PendingCredential pending = this.tokens.issue(login, user, credential, now);
		ReturnCode.Hash hash = this.rules.method(login)
			.map((method) -> secret.code(login.id(), method).hash(login.id()))
			.orElse(null);
		Confirm confirmation = new Confirm(user, generation, choices, pending, hash, collectBy(login, now), now);
		return decide(login, idOf(user), new IfSameLogin(login.userCode(), confirmation), CONFIRMED);
	}

	/** Leaves a user who must type a code the time that a pending login has left. */
	private Instant collectBy(CliLogin login, Instant now) {
		Instant collectBy = now.plus(this.settings.collectWindow());
		return (login.isDemandingProof() && login.expiresAt().isAfter(collectBy)) ? login.expiresAt() : collectBy;
	}

	/**
	 * Returns the code to type, and replaces the present code by it. Writes nothing if
	 * the present code has the same secret.
	 */
	Optional<ReturnCode> typedReturnCode(String id, @Nullable CliUser user, ReturnSecret secret) {
		return replace(id, user, secret, this::typed);
	}

	/** Replaces the present code by one to type, or else by one to send. */
	Optional<ReturnCode> newReturnCode(String id, @Nullable CliUser user, ReturnSecret secret) {
		return replace(id, user, secret, (login) -> typed(login).or(() -> this.rules.method(login)));
	}

	private Optional<ReturnCode> replace(String id, @Nullable CliUser user, ReturnSecret secret,
			Function<CliLogin, Optional<ReturnCode.Method>> method) {
		for (int i = 0; i < MAX_SWAPS; i++) {
			Optional<CliLogin> found = find(id, user).filter((login) -> isWaiting(login, user));
			Optional<ReturnCode> code = found.flatMap(method).map((known) -> secret.code(id, known));
			if (code.isEmpty() || code.get().equals(secret.codeOf(found.get()))
					|| swap(found.get(), user, code.get())) {
				return code;
			}
		}
		throw new IllegalStateException("Gave up after " + MAX_SWAPS + " concurrent changes to the login " + id);
	}

	private boolean isWaiting(CliLogin login, @Nullable CliUser user) {
		boolean mine = user == null || (login.decision() != null && user.id().equals(login.decision().by()));
		return mine && login.returnMethod() != null && !login.isExpired(this.clock.instant());
	}

	private Optional<ReturnCode.Method> typed(CliLogin login) {
		boolean typable = login.request().returnMethods().contains(ReturnCode.Method.CODE)
				&& this.rules.isSufficient(login, CliLoginProof.TYPED);
		return typable ? Optional.of(ReturnCode.Method.CODE) : Optional.empty();
	}

	private boolean swap(CliLogin login, @Nullable CliUser user, ReturnCode code) {
		String before = Objects.requireNonNull(login.returnHash()).value();
		return this.repository.apply(login.id(),
				new Swap(idOf(user), before, code.hash(login.id()), this.clock.instant()));
	}

	DecisionResult reject(String id, @Nullable CliUser user, @Nullable String message) {
		if (user != null && !isStorable(user)) {
			return new DecisionResult.AccountUnavailable();
		}
		return find(id, user).map((login) -> reject(login, idOf(user), message))
			.orElseGet(DecisionResult.NotFound::new);
	}

	private DecisionResult reject(CliLogin login, @Nullable String by, @Nullable String message) {
		DecisionResult result = decide(login, by, new Reject(by, message, this.clock.instant()), REJECTED);
		return (by != null && result instanceof DecisionResult.AlreadyDecided decided)
				? revoke(decided.login(), by).orElse(result) : result;
	}

	/**
	 * Revokes a token that was collected before the rejection. Only the host application
	 * can end a credential of its own.
	 */
	private Optional<DecisionResult> revoke(CliLogin login, String by) {
		boolean mine = login.decision() != null && by.equals(login.decision().by());
		boolean token = login.issuedCredential() != null && login.issuedCredential().tokenHash() != null;
		return Optional.of(login)
			.filter((found) -> mine && token)
			.flatMap((found) -> (found.status() == CliLoginStatus.COLLECTED) ? revokeCollected(found, by)
					: Optional.of(found))
			.filter((found) -> found.status() == CliLoginStatus.REVOKED)
			.map(DecisionResult.Decided::new);
	}

	private Optional<CliLogin> revokeCollected(CliLogin login, String by) {
		Revoke revocation = new Revoke(by, by, this.clock.instant());
		if (!this.repository.apply(login.id(), revocation)) {
			return this.repository.findDurableById(login.id());
		}
		this.events.accept(new CliLoginEvent.Revoked(login.id(), by));
		return revocation.applyTo(login);
	}

	/** Computes the outcome of a successful write, and reads that of a failed one. */
	private DecisionResult decide(CliLogin before, @Nullable String by, CliLoginTransition decision,
			Set<CliLoginStatus> wanted) {
		boolean won = this.repository.apply(before.id(), decision);
		Optional<CliLogin> after = (won ? decision.applyTo(before) : Optional.<CliLogin>empty())
			.or(() -> this.repository.findDurableById(before.id()));
		if (won) {
			after.map(Summary::of).map(CliLoginEvent.Decided::new).ifPresent(this.events);
		}
		return after.map((login) -> outcome(login, by, wanted)).orElseGet(DecisionResult.NotFound::new);
	}

	/**
	 * Returns the result for the current login. A repeated request, such as a double
	 * click, gets the result of the first one.
	 */
	private DecisionResult outcome(CliLogin login, @Nullable String by, Set<CliLoginStatus> wanted) {
		if (login.status() == CliLoginStatus.PENDING) {
			return new DecisionResult.Expired();
		}
		boolean mine = login.decision() != null && Objects.equals(login.decision().by(), by);
		if (mine && wanted.contains(login.status())) {
			return new DecisionResult.Decided(login);
		}
		if (!mine && by != null && login.decision() != null) {
			this.events.accept(new CliLoginEvent.Contested(Summary.of(login), by));
		}
		return new DecisionResult.AlreadyDecided(login);
	}

	private static @Nullable String idOf(@Nullable CliUser user) {
		return (user != null) ? user.id() : null;
	}

	/**
	 * Contains the parts of a confirmation that are not stored.
	 *
	 * @param mapper chooses the credential
	 * @param secret the secret of the return code
	 */
	record Issue(Function<CliLogin, CliCredential> mapper, ReturnSecret secret) {
	}

}
