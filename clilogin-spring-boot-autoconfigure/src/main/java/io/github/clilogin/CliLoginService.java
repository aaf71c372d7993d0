package io.github.clilogin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLogin.Revocation;
import io.github.clilogin.DeviceCode.Challenge;
import io.github.clilogin.internal.OwnerId;

/**
 * Starts, reviews, decides, collects and ends logins. Thread-safe, and safe for several
 * instances with one store, because each change is one atomic step of the
 * {@link CliLoginRepository}. After an exception that a method does not document, the
 * outcome is unknown. Calling the method again is safe. After {@code confirm},
 * {@code reject} and {@code collect} it returns the outcome.
 */
public final class CliLoginService implements AutoCloseable {

	private final SharedParts shared;

	private final String tenant;

	private CliLoginService(SharedParts shared, String tenant) {
		this.shared = shared;
		this.tenant = tenant;
	}

	/**
	 * {@return a builder}
	 * @param repository the store
	 * @param users remembers and loads users
	 */
	public static Builder builder(CliLoginRepository repository, CliUserService users) {
		return new Builder(repository, users);
	}

	/**
	 * {@return the settings}
	 */
	public CliLoginSettings settings() {
		return this.shared.settings();
	}

	/**
	 * Returns this service for the requests of a tenant. It finds no login and no token
	 * of another tenant. A user of an {@link Authentication} is a user of this tenant. A
	 * {@link CliUser} is a user of its own tenant. Methods that take the ID of a login
	 * and no user, or the ID of an owner, apply to all tenants.
	 * @param tenant the tenant, or an empty text for none
	 * @return a service that shares all state with this one, so do not close it
	 * @throws IllegalArgumentException if the tenant has more than 64 characters, a slash
	 * or a control character
	 */
	public CliLoginService forTenant(String tenant) {
		if (Objects.requireNonNull(tenant, "The tenant is null").equals(this.tenant)) {
			return this;
		}
		return new CliLoginService(this.shared, new OwnerId(tenant, "").tenant());
	}

	/**
	 * {@return the tenant, or an empty text without tenants}
	 */
	public String tenant() {
		return this.tenant;
	}

	/**
	 * Starts a login (RFC 8628 §3.1; {@code generateclilogincode} of nodejsclilogin).
	 * @param request the request, in any flow except {@link CliLoginFlow#BROWSER}
	 * @return the pending login and its device code, or the reason of the refusal
	 * @throws IllegalArgumentException if the request has another tenant than this
	 * service
	 */
	public StartResult start(CliLoginRequest request) {
		return start(request, null);
	}

	/**
	 * Starts a login in any flow. In {@link CliLoginFlow#BROWSER}, the CLI generated the
	 * device code and keeps it. While that login is pending, the same start returns it
	 * again, from any address. No second login is started.
	 * @param request the request
	 * @param challenge the hash of that device code, or {@code null} in another flow
	 * @return the pending login, or the reason of the refusal
	 * @throws IllegalArgumentException if the request has another tenant than this
	 * service
	 */
	public StartResult start(CliLoginRequest request, @Nullable Challenge challenge) {
		return start(request, challenge, null);
	}

	/**
	 * Starts a login with a code challenge (RFC 7636 §4.3). Only
	 * {@link DeviceCode#parse(String, String)} with the verifier of this challenge
	 * returns a device code that collects or cancels the login.
	 * @param request the request, in any flow except {@link CliLoginFlow#BROWSER}
	 * @param codeChallenge the base64url text of the verifier's SHA-256, 43 characters
	 * @return the pending login and its device code without the challenge, or the reason
	 * of the refusal
	 * @throws IllegalArgumentException if the challenge is malformed, or if the request
	 * has another tenant than this service
	 */
	public StartResult startWithCodeChallenge(CliLoginRequest request, String codeChallenge) {
		if (!DeviceCode.isCodeChallenge(codeChallenge)) {
			throw new IllegalArgumentException("The code challenge must be 43 base64url characters");
		}
		return start(request, null, codeChallenge);
	}

	private StartResult start(CliLoginRequest request, @Nullable Challenge challenge, @Nullable String codeChallenge) {
		if (!request.tenant().equals(this.tenant)) {
			throw new IllegalArgumentException("The request has another tenant than the service: call forTenant");
		}
		this.shared.sweeper().arm(LoginCollector.GRACE);
		return this.shared.starter().start(request, challenge, codeChallenge);
	}

	/**
	 * {@return the user to store with a login, in the tenant of this service}
	 * @param user the signed-in user
	 * @throws AccessDeniedException if the user is authenticated by a token
	 */
	public CliUser remember(Authentication user) {
		if (user instanceof CliTokenAuthentication) {
			throw new AccessDeniedException("A user who is authenticated by a token cannot review or decide logins");
		}
		return this.shared.users().remember(user).withTenant(this.tenant);
	}

	/**
	 * Finds a login by its user code for review. Any user of its tenant finds an
	 * undecided login. A decided one is found only by the user who decided it; by none if
	 * the host application decided. Logins of {@link CliLoginFlow#BROWSER} are not found.
	 * Wrong codes are not limited, so limit them if users type codes into your own page.
	 * The first review is stored, since a login that no user has opened may be cancelled
	 * if too many logins are pending.
	 * @param userCode the user code in any case, with any dashes and spaces
	 * @param user the signed-in user
	 * @return the login in any status, or empty if the user cannot review it
	 * @throws AccessDeniedException if the user is authenticated by a token
	 */
	public Optional<CliLogin> review(String userCode, Authentication user) {
		return review(userCode, remember(user));
	}

	/**
	 * Finds a login by its user code for review.
	 * @param userCode the user code in any case, with any dashes and spaces
	 * @param user the signed-in user as {@link #remember} returned it
	 * @return the login as {@link #review(String, Authentication)} returns it
	 */
	public Optional<CliLogin> review(String userCode, CliUser user) {
		return UserCode.normalize(userCode)
			.flatMap(this.shared.repository()::findByUserCode)
			.filter((login) -> login.request().flow() != CliLoginFlow.BROWSER)
			.flatMap((login) -> open(login, user));
	}

	/**
	 * Finds a login by its ID for review, in any flow. Any user of its tenant finds an
	 * undecided login. A decided one is found only by the user who decided it; by none if
	 * the host application decided. The first review is stored as by
	 * {@link #review(String, Authentication)}.
	 * @param id the login's ID
	 * @param user the signed-in user
	 * @return the login in any status, or empty if the user cannot review it
	 * @throws AccessDeniedException if the user is authenticated by a token
	 */
	public Optional<CliLogin> reviewById(String id, Authentication user) {
		return reviewById(id, remember(user));
	}

	/**
	 * Finds a login by its ID for review, in any flow.
	 * @param id the login's ID
	 * @param user the signed-in user as {@link #remember} returned it
	 * @return the login as {@link #reviewById(String, Authentication)} returns it
	 */
	public Optional<CliLogin> reviewById(String id, CliUser user) {
		return get(id).flatMap((login) -> open(login, user));
	}

	/** Checks the user again, because another user may have decided meanwhile. */
	private Optional<CliLogin> open(CliLogin login, CliUser user) {
		return Optional.of(login)
			.filter((found) -> isReviewable(found, user))
			.map((found) -> this.shared.opener().open(found, user))
			.filter((current) -> isReviewable(current, user));
	}

	private static boolean isReviewable(CliLogin login, CliUser user) {
		return user.isInTenantOf(login) && (login.decision() == null || user.id().equals(login.decision().by()));
	}

	/**
	 * Finds a login of any tenant without checking a user. {@link #reviewById} checks the
	 * user.
	 * @param id the login's ID
	 * @return the login in any status, or empty if it does not exist
	 */
	public Optional<CliLogin> get(String id) {
		return this.shared.repository().findById(id);
	}

	/**
	 * Returns the options of the {@link CliLoginChoices}, with those selected that the
	 * CLI asks for, and each that is the only one of its group.
	 * @param login the pending login
	 * @param user the signed-in user
	 * @return the options, or empty if the {@link CliLoginChoices} failed, which is
	 * logged
	 */
	public Optional<CliLoginChoices.Offer> offer(CliLogin login, Authentication user) {
		return this.shared.choices()
			.offer(user, login)
			.map((offered) -> offered.preselect((option) -> login.request().choices().contains(option.id())));
	}

	/**
	 * Confirms a login of which {@link CliLoginChoices} offers no choice. The
	 * {@link CliCredentialMapper} chooses the credential.
	 * @param id the login's ID
	 * @param user the signed-in user
	 * @return the result
	 * @throws AccessDeniedException if the user is authenticated by a token
	 * @throws IllegalStateException if the mapper returned {@link CliCredential#of}
	 * without a {@link CredentialSealer}, or widened the scopes
	 */
	public DecisionResult confirm(String id, Authentication user) {
		return confirm(id, user, ConfirmOptions.NONE);
	}

	/**
	 * Confirms a login. The {@link CliCredentialMapper} chooses the credential. If the
	 * login demands a return code, the result contains it. A repeated call returns none,
	 * unless the options have the same secret.
	 * @param id the login's ID
	 * @param user the signed-in user
	 * @param options the choices of the user, and what the user saw
	 * @return the result; {@link DecisionResult.NotFound} if the user saw another user
	 * code
	 * @throws AccessDeniedException if the user is authenticated by a token
	 * @throws IllegalStateException if the mapper returned {@link CliCredential#of}
	 * without a {@link CredentialSealer}, or widened the scopes
	 */
	public DecisionResult confirm(String id, Authentication user, ConfirmOptions options) {
		return confirmBy(user, id, options::isReviewed,
				new ChoiceOffers.Answer((login) -> this.shared.choices().offer(user, login), options.choices()),
				new LoginDecider.Issue((login) -> this.shared.mapper().map(user, login), options.secret()));
	}

	/**
	 * Confirms a login with a credential ({@code confirmclilogin} of nodejsclilogin).
	 * {@link CliLoginChoices} is not asked.
	 * @param id the login's ID
	 * @param user the signed-in user; {@code null} confirms without an owner, so that no
	 * account is checked at collection and no user finds the login in a list
	 * @param credential the credential
	 * @return the result
	 * @throws AccessDeniedException if the user is authenticated by a token
	 * @throws IllegalStateException if it is {@link CliCredential#of} without a
	 * {@link CredentialSealer}, or widens the scopes
	 * @throws UnsupportedOperationException if it is a token without a user
	 */
	public DecisionResult confirm(String id, @Nullable Authentication user, CliCredential credential) {
		return confirmBy(user, id, (login) -> true, ChoiceOffers.Answer.NONE,
				new LoginDecider.Issue((login) -> credential, ReturnSecret.draw()));
	}

	private DecisionResult confirmBy(@Nullable Authentication user, String id, Predicate<CliLogin> reviewed,
			ChoiceOffers.Answer answer, LoginDecider.Issue issue) {
		CliUser remembered = (user != null) ? rememberWithActor(user) : null;
		if (remembered != null && remembered.actor() != null && !this.shared.impersonation()) {
			return new DecisionResult.Impersonated();
		}
		CliLoginSettings settings = this.shared.settings();
		Duration longer = (settings.lifetime().compareTo(settings.collectWindow()) > 0) ? settings.lifetime()
				: settings.collectWindow();
		this.shared.sweeper().arm(longer.plus(CliLogin.UNCOLLECTED_KEPT));
		return this.shared.decider().confirm(id, remembered, reviewed, answer, issue);
	}

	/**
	 * Returns a return code for the user to type into the CLI. It replaces the present
	 * one, for example if the browser cannot connect to the CLI. Wrong codes remain
	 * counted. A repeated call with the same secret returns the same code.
	 * @param id the login's ID
	 * @param user the user who confirmed, or {@code null} for the host application
	 * @param returnSecret 32 to 64 secret bytes as for
	 * {@link ConfirmOptions#returnSecret}
	 * @return the code, which only the browser of this user may receive; empty if the
	 * user did not confirm the login, if it waits for no code, or if its CLI cannot ask
	 * for one
	 * @throws AccessDeniedException if the user is authenticated by a token
	 * @throws IllegalArgumentException if the secret is too short or too long
	 */
	public Optional<ReturnCode> typedReturnCode(String id, @Nullable Authentication user, byte[] returnSecret) {
		ReturnSecret secret = new ReturnSecret(returnSecret);
		return replaceReturnCode(user, (remembered) -> this.shared.decider().typedReturnCode(id, remembered, secret));
	}

	/**
	 * Returns a random return code, for example if the response to the confirmation was
	 * lost. It replaces the present one. It is a code to type if the CLI can ask for one,
	 * and otherwise one that the browser sends. Wrong codes remain counted.
	 * @param id the login's ID
	 * @param user the user who confirmed, or {@code null} for the host application
	 * @return the code, which only the browser of this user may receive; empty if the
	 * user did not confirm the login, or if it waits for no code
	 * @throws AccessDeniedException if the user is authenticated by a token
	 */
	public Optional<ReturnCode> newReturnCode(String id, @Nullable Authentication user) {
		return replaceReturnCode(user,
				(remembered) -> this.shared.decider().newReturnCode(id, remembered, ReturnSecret.draw()));
	}

	/**
	 * Returns the return code of a confirmed login again, so that a page can show it
	 * after a reload. Reads and writes nothing.
	 * @param login the login, as this service returned it to the user who confirmed
	 * @param returnSecret the secret of the confirmation, 32 to 64 bytes
	 * @return the code, which only the browser of this user may receive; empty if the
	 * login waits for no code, or if its code has another secret
	 * @throws IllegalArgumentException if the secret is too short or too long
	 */
	public Optional<ReturnCode> returnCode(CliLogin login, byte[] returnSecret) {
		return Optional.ofNullable(new ReturnSecret(returnSecret).codeOf(login));
	}

	private Optional<ReturnCode> replaceReturnCode(@Nullable Authentication user,
			Function<@Nullable CliUser, Optional<ReturnCode>> replacement) {
		CliUser remembered = (user != null) ? remember(user) : null;
		return (user == null || canConfirm(user)) ? replacement.apply(remembered) : Optional.empty();
	}

	private CliUser rememberWithActor(Authentication user) {
		CliUser remembered = remember(user);
		return CliUser.actorOf(user).map((actor) -> remembered.withActor(remember(actor).id())).orElse(remembered);
	}

	/**
	 * Returns whether a user can confirm logins. A user who is authenticated by a token
	 * cannot. A user who acts as another user can if {@link Builder#impersonation} allows
	 * it.
	 * @param user the signed-in user
	 * @return {@code true} if {@link #confirm} accepts the user
	 */
	public boolean canConfirm(Authentication user) {
		return !(user instanceof CliTokenAuthentication)
				&& (this.shared.impersonation() || CliUser.actorOf(user).isEmpty());
	}

	/**
	 * Rejects a login ({@code rejectclilogin} of nodejsclilogin). The user who confirmed
	 * a login, and the host application, can reject it until its collection. Afterwards a
	 * rejection by this user revokes the token.
	 * @param id the login's ID
	 * @param user the signed-in user, or {@code null} for the host application
	 * @param message the reason, shown in the terminal, or {@code null}
	 * @return the result
	 * @throws AccessDeniedException if the user is authenticated by a token
	 */
	public DecisionResult reject(String id, @Nullable Authentication user, @Nullable String message) {
		return this.shared.decider().reject(id, (user != null) ? remember(user) : null, message);
	}

	/**
	 * Answers a poll (RFC 8628 §3.4; {@code checkcliloginstatus} of nodejsclilogin).
	 * Concurrent polls of one login get the same credential, on any instance. If the
	 * login demands a return code, {@link #collect(DeviceCode, String, ReturnCode)}
	 * collects it.
	 * @param code the device code
	 * @param clientId the client ID of the poll, or {@code null}
	 * @return the result
	 */
	public CollectResult collect(DeviceCode code, @Nullable String clientId) {
		return collect(code, clientId, this.shared.clock().instant());
	}

	/**
	 * Answers a poll that has waited.
	 * @param code the device code
	 * @param clientId the client ID of the poll, or {@code null}
	 * @param arrivedAt the arrival of the poll; a later collection publishes no
	 * {@link CliLoginEvent.Replayed}
	 * @return the result as {@link #collect(DeviceCode, String)} returns it
	 */
	public CollectResult collect(DeviceCode code, @Nullable String clientId, Instant arrivedAt) {
		return collect(code, clientId, null, arrivedAt);
	}

	/**
	 * Answers a poll with a return code. The third wrong code rejects the login. The last
	 * wrong code can be repeated.
	 * @param code the device code
	 * @param clientId the client ID of the poll, or {@code null}
	 * @param returnCode the return code
	 * @return the result
	 */
	public CollectResult collect(DeviceCode code, @Nullable String clientId, ReturnCode returnCode) {
		return collect(code, clientId, returnCode, this.shared.clock().instant());
	}

	/**
	 * Answers a poll that has waited, with or without a return code.
	 * @param code the device code
	 * @param clientId the client ID of the poll, or {@code null}
	 * @param returnCode the return code, or {@code null} without one
	 * @param arrivedAt the arrival of the poll; a later collection publishes no
	 * {@link CliLoginEvent.Replayed}
	 * @return the result as {@link #collect(DeviceCode, String, ReturnCode)} returns it
	 */
	public CollectResult collect(DeviceCode code, @Nullable String clientId, @Nullable ReturnCode returnCode,
			Instant arrivedAt) {
		this.shared.sweeper().armOnce();
		CollectResult result = this.shared.collector().collect(code, clientId, this.tenant, returnCode, arrivedAt);
		if (result instanceof CollectResult.Collected) {
			this.shared.sweeper().arm(LoginCollector.GRACE);
		}
		return result;
	}

	/**
	 * Cancels a login, even if it is confirmed. Within the grace period it revokes a
	 * collected login.
	 * @param code the device code
	 * @param clientId the client ID of the CLI, or {@code null}
	 * @return whether this call ended the login
	 */
	public boolean cancel(DeviceCode code, @Nullable String clientId) {
		return this.shared.collector()
			.find(code, clientId, this.tenant)
			.filter(this.shared.ender()::cancel)
			.isPresent();
	}

	/**
	 * Deletes a login and its token ({@code deleteclilogin} of nodejsclilogin).
	 * @param id the login's ID
	 * @return whether the login existed
	 */
	public boolean delete(String id) {
		return this.shared.ender().delete(id);
	}

	/**
	 * Authenticates a token. The store is not read if the text is malformed.
	 * @param token the token
	 * @return the user, or empty if the token or the account is invalid
	 */
	public Optional<CliTokenAuthentication> authenticate(String token) {
		this.shared.sweeper().armOnce();
		return this.shared.authenticator().authenticate(token, this.tenant);
	}

	/**
	 * Lists the logins of a user whose tokens are valid.
	 * @param ownerId the user's ID, see {@link #ownerOf}
	 * @return the logins, newest first
	 */
	public List<CliLogin> logins(String ownerId) {
		Instant now = this.shared.clock().instant();
		return this.shared.repository()
			.findByOwner(ownerId)
			.stream()
			.filter((login) -> this.shared.authenticator().isLive(login, now))
			.sorted(Comparator.comparing(CliLogin::createdAt).reversed())
			.toList();
	}

	/**
	 * Revokes a login of a user on all instances at once.
	 * @param ownerId the user's ID
	 * @param id the login's ID
	 * @return whether this call revoked it; {@code false} for another user's login
	 */
	public boolean revoke(String ownerId, String id) {
		return this.shared.ender().revoke(id, ownerId, ownerId);
	}

	/**
	 * Revokes the login of a token (RFC 7009).
	 * @param token the token
	 * @return whether the login exists, whether or not this call revoked it
	 */
	public boolean revoke(String token) {
		Optional<CliLogin> found = this.shared.authenticator().find(token, this.tenant);
		found.ifPresent((login) -> this.shared.ender().revoke(login.id(), null, Revocation.BY_TOKEN));
		return found.isPresent();
	}

	/**
	 * Revokes all logins of a user, also confirmed ones that are not collected. A login
	 * whose confirmation is in progress is revoked at its collection. Call this method
	 * after a password change. Host credentials that were collected in the last hour are
	 * counted and not delivered again, but only the host application can revoke them.
	 * @param ownerId the user's ID
	 * @return the number of revoked logins
	 */
	public int revokeAll(String ownerId) {
		return this.shared.ender().revokeAll(ownerId, null);
	}

	/**
	 * Revokes all logins of a user except one.
	 * @param ownerId the user's ID
	 * @param keepId the ID of the login to keep, which must be collected
	 * @return the number of revoked logins
	 */
	public int revokeOthers(String ownerId, String keepId) {
		return this.shared.ender().revokeAll(ownerId, keepId);
	}

	/**
	 * {@return the ID that owns the logins of a user}
	 * @param user the signed-in user, or a user authenticated by a token
	 */
	public String ownerOf(Authentication user) {
		return (user instanceof CliTokenAuthentication token) ? token.getOwnerId() : remember(user).id();
	}

	/** Stops the sweeper. The store stays open. */
	@Override
	public void close() {
		this.shared.sweeper().close();
	}

	/** Holds the state that the services of all tenants share. */
	private record SharedParts(CliLoginRepository repository, CliCredentialMapper mapper, ChoiceOffers choices,
			CliUserService users, CliLoginSettings settings, boolean impersonation, Clock clock, LoginStarter starter,
			LoginOpener opener, LoginDecider decider, LoginCollector collector, LoginEnder ender,
			TokenAuthenticator authenticator, LoginSweeper sweeper) {

		static SharedParts of(Builder builder) {
			CliLoginRepository repository = builder.repository;
			CliUserService users = builder.users;
			CliLoginSettings settings = builder.settings;
			ChoiceOffers choices = new ChoiceOffers(builder.choices);
			CredentialSealing sealing = new CredentialSealing(builder.sealer);
			// Stores keep whole milliseconds, so a finer time would never equal a stored
			// one
			Clock clock = Clock.tick(builder.clock, Duration.ofMillis(1));
			Consumer<CliLoginEvent> listener = CliLoginEvent.logFailuresOf(builder.listener);
			PendingAdmission admission = new PendingAdmission(repository, settings.maxPending(), listener);
			Consumer<CliLoginEvent> events = (event) -> {
				admission.onEvent(event);
				listener.accept(event);
			};
			return new SharedParts(repository, builder.mapper, choices, users, settings, builder.impersonation, clock,
					new LoginStarter(repository, sealing, settings, clock, admission, events),
					new LoginOpener(repository, clock, events),
					new LoginDecider(repository, users, new TokenIssuer(sealing, settings), settings, clock, events),
					new LoginCollector(repository, users, choices, sealing, settings, clock, events),
					new LoginEnder(repository, clock, events),
					new TokenAuthenticator(repository, users, settings, new ProofRules(settings), clock),
					new LoginSweeper(repository, clock));
		}

	}

	/**
	 * Builds a service. Not thread-safe.
	 */
	public static final class Builder {

		private final CliLoginRepository repository;

		private final CliUserService users;

		private CliCredentialMapper mapper = (user, login) -> CliCredential.token();

		private CliLoginChoices choices = (user, login) -> List.of();

		private @Nullable CredentialSealer sealer;

		private CliLoginSettings settings = CliLoginSettings.defaults();

		private boolean impersonation;

		private Clock clock = Clock.systemUTC();

		private Consumer<CliLoginEvent> listener = (event) -> {
		};

		private Builder(CliLoginRepository repository, CliUserService users) {
			this.repository = repository;
			this.users = users;
		}

		/**
		 * Sets the mapper that chooses the credential of a confirmed login.
		 * @param mapper the mapper; the default issues a token for every login
		 * @return this
		 */
		public Builder mapper(CliCredentialMapper mapper) {
			this.mapper = mapper;
			return this;
		}

		/**
		 * Sets the options to offer to users who confirm.
		 * @param choices the choices; the default offers none
		 * @return this
		 */
		public Builder choices(CliLoginChoices choices) {
			this.choices = choices;
			return this;
		}

		/**
		 * Sets the sealer of host credentials.
		 * @param sealer the sealer; {@link CliCredential#of} fails if it is {@code null}
		 * @return this
		 */
		public Builder sealer(@Nullable CredentialSealer sealer) {
			this.sealer = sealer;
			return this;
		}

		/**
		 * Sets the settings.
		 * @param settings the settings, by default {@link CliLoginSettings#defaults}
		 * @return this
		 */
		public Builder settings(CliLoginSettings settings) {
			this.settings = settings;
			return this;
		}

		/**
		 * Sets whether a user who acts as another user can confirm logins.
		 * @param impersonation whether it is allowed, by default {@code false}
		 * @return this
		 * @see CliUser#actorOf
		 */
		public Builder impersonation(boolean impersonation) {
			this.impersonation = impersonation;
			return this;
		}

		/**
		 * Sets the clock.
		 * @param clock the clock, by default {@link Clock#systemUTC}
		 * @return this
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Sets the listener, which is called in the request's thread after the change.
		 * @param listener the listener, whose exceptions are logged
		 * @return this
		 */
		public Builder listener(Consumer<CliLoginEvent> listener) {
			this.listener = listener;
			return this;
		}

		/**
		 * {@return the service}
		 */
		public CliLoginService build() {
			return new CliLoginService(SharedParts.of(this), "");
		}

	}

}
