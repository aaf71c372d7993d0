package io.github.clilogin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLogin.Revocation;
import io.github.clilogin.DeviceCode.Challenge;

/**
 * Starts, reviews, decides, collects and ends logins. Safe for use by many threads and
 * instances: each change is one atomic step of the {@link CliLoginRepository}. An
 * exception from any method means that the outcome is unknown; calling the method again
 * is safe and returns the outcome.
 */
public final class CliLoginService implements AutoCloseable {

	private final CliLoginRepository repository;

	private final CliCredentialMapper mapper;

	private final CliUserService users;

	private final CliLoginSettings settings;

	private final Clock clock;

	private final LoginStarter starter;

	private final LoginDecider decider;

	private final LoginCollector collector;

	private final LoginEnder ender;

	private final TokenAuthenticator authenticator;

	private final LoginSweeper sweeper;

	private CliLoginService(Builder builder) {
		this.repository = builder.repository;
		this.mapper = builder.mapper;
		this.users = builder.users;
		this.settings = builder.settings;
		// Stores keep whole milliseconds, and times are compared with what they keep
		this.clock = Clock.tick(builder.clock, Duration.ofMillis(1));
		CredentialSealing sealing = new CredentialSealing(builder.sealer);
		Consumer<CliLoginEvent> events = CliLoginEvent.logFailuresOf(builder.listener);
		this.starter = new LoginStarter(this.repository, sealing, this.settings, this.clock, events);
		this.decider = new LoginDecider(this.repository, sealing, this.settings, this.clock, events);
		this.collector = new LoginCollector(this.repository, this.users, sealing, this.settings, this.clock, events);
		this.ender = new LoginEnder(this.repository, this.clock, events);
		this.authenticator = new TokenAuthenticator(this.repository, this.users, this.settings.token(), this.clock);
		this.sweeper = new LoginSweeper(this.repository, this.clock);
	}

	/**
	 * Starts a service.
	 * @param repository the store
	 * @param users remembers and loads users
	 * @return a builder
	 */
	public static Builder builder(CliLoginRepository repository, CliUserService users) {
		return new Builder(repository, users);
	}

	/**
	 * Returns the settings.
	 * @return the settings
	 */
	public CliLoginSettings settings() {
		return this.settings;
	}

	/**
	 * Starts a login (RFC 8628 §3.1; {@code generateclilogincode} of nodejsclilogin).
	 * @param request the request, in any flow but {@link CliLoginFlow#BROWSER}
	 * @return the pending login and its device code, or the reason why there is none
	 */
	public StartResult start(CliLoginRequest request) {
		return start(request, null);
	}

	/**
	 * Starts a login whose CLI made the device code and keeps it.
	 * @param request the request, in the flow {@link CliLoginFlow#BROWSER}
	 * @param challenge the hash of the device code, and the seed of the key that a host
	 * credential is sealed to
	 * @return the pending login, or the reason why there is none
	 */
	public StartResult start(CliLoginRequest request, @Nullable Challenge challenge) {
		this.sweeper.arm(LoginCollector.GRACE);
		return this.starter.start(request, challenge);
	}

	/**
	 * Finds a login that a user may review, by its user code. Every user finds a login
	 * that is not decided; only the user who decided a login finds it afterwards. A user
	 * code never finds a login of {@link CliLoginFlow#BROWSER}. The endpoints of this
	 * library limit wrong codes; this method does not, so an application that passes on
	 * what its users type limits them itself.
	 * @param userCode the user code in any case, with any dashes and spaces
	 * @param user the signed-in user
	 * @return the login in any state; empty if this user may review no login of this code
	 * @throws AccessDeniedException if the user acts through a token
	 */
	public Optional<CliLogin> review(String userCode, Authentication user) {
		return review(userCode, remember(user));
	}

	/**
	 * Finds a login as {@link #review(String, Authentication)} does.
	 * @param userCode the user code in any case, with any dashes and spaces
	 * @param user the signed-in user as {@link CliUserService#remember} returned it
	 * @return the login in any state; empty if this user may review no login of this code
	 */
	public Optional<CliLogin> review(String userCode, CliUser user) {
		return UserCode.normalise(userCode)
			.flatMap(this.repository::findByUserCode)
			.filter((login) -> login.request().flow() != CliLoginFlow.BROWSER)
			.filter((login) -> isReviewable(login, user));
	}

	/**
	 * Finds a login that a user may review, by its id. Every user finds a login that is
	 * not decided, in any flow; only the user who decided a login finds it afterwards.
	 * @param id the login's id
	 * @param user the signed-in user
	 * @return the login in any state; empty if this user may review no login of this id
	 * @throws AccessDeniedException if the user acts through a token
	 */
	public Optional<CliLogin> reviewById(String id, Authentication user) {
		return reviewById(id, remember(user));
	}

	/**
	 * Finds a login as {@link #reviewById(String, Authentication)} does.
	 * @param id the login's id
	 * @param user the signed-in user as {@link CliUserService#remember} returned it
	 * @return the login in any state; empty if this user may review no login of this id
	 */
	public Optional<CliLogin> reviewById(String id, CliUser user) {
		return get(id).filter((login) -> isReviewable(login, user));
	}

	private static boolean isReviewable(CliLogin login, CliUser user) {
		return login.decision() == null || user.id().equals(login.decision().by());
	}

	/**
	 * Finds a login by its id, whoever decided it. For administrators and background
	 * jobs; {@link #reviewById} is for users.
	 * @param id 64 lower-case hex digits
	 * @return the login in any state; empty if there is none
	 */
	public Optional<CliLogin> get(String id) {
		return this.repository.findById(id);
	}

	/**
	 * Confirms a login. The {@link CliCredentialMapper} chooses the credential.
	 * @param id the id of the login that the user was shown
	 * @param user the signed-in user
	 * @return the result
	 * @throws AccessDeniedException if the user acts through a token
	 * @throws IllegalStateException if the mapper returned {@link CliCredential#of} and
	 * there is no {@link CredentialSealer}
	 */
	public DecisionResult confirm(String id, Authentication user) {
		CliUser remembered = remember(user);
		armForConfirmation();
		return this.decider.confirm(id, remembered, (login) -> this.mapper.map(user, login));
	}

	/**
	 * Confirms a login with a given credential ({@code confirmclilogin} of
	 * nodejsclilogin).
	 * @param id the login's id
	 * @param user the signed-in user; {@code null} if the credential belongs to no user:
	 * then the login has no owner, no account is checked at collection, and no user sees
	 * it listed
	 * @param credential the credential
	 * @return the result
	 * @throws IllegalStateException if it is {@link CliCredential#of} and there is no
	 * {@link CredentialSealer}
	 */
	public DecisionResult confirm(String id, @Nullable Authentication user, CliCredential credential) {
		CliUser remembered = (user != null) ? remember(user) : null;
		armForConfirmation();
		return this.decider.confirm(id, remembered, (login) -> credential);
	}

	private void armForConfirmation() {
		this.sweeper.arm(this.settings.collectWindow().plus(CliLogin.UNCOLLECTED_KEPT));
	}

	/**
	 * Rejects a login ({@code rejectclilogin} of nodejsclilogin). The user who confirmed
	 * a login, and the host, may reject it until it is collected.
	 * @param id the login's id
	 * @param user the signed-in user, or {@code null} if the host rejects
	 * @param message the reason for the terminal, or {@code null}
	 * @return the result
	 * @throws AccessDeniedException if the user acts through a token
	 */
	public DecisionResult reject(String id, @Nullable Authentication user, @Nullable String message) {
		return this.decider.reject(id, (user != null) ? remember(user).id() : null, message);
	}

	/**
	 * Answers a poll (RFC 8628 §3.4; {@code checkcliloginstatus} of nodejsclilogin). All
	 * polls of a login get the same credential, however many race on however many
	 * instances.
	 * @param code the device code
	 * @param clientId the client id of the poll, or {@code null}
	 * @return the result
	 */
	public CollectResult collect(DeviceCode code, @Nullable String clientId) {
		return collect(code, clientId, this.clock.instant());
	}

	/**
	 * Answers a poll that has waited, as {@link #collect(DeviceCode, String)} does.
	 * @param code the device code
	 * @param clientId the client id of the poll, or {@code null}
	 * @param begun the time at which the poll arrived; a collection after that time is no
	 * {@linkplain CliLoginEvent.Replayed replay}
	 * @return the result
	 */
	public CollectResult collect(DeviceCode code, @Nullable String clientId, Instant begun) {
		this.sweeper.armOnce();
		CollectResult result = this.collector.collect(code, clientId, begun);
		if (result instanceof CollectResult.Collected) {
			this.sweeper.arm(LoginCollector.GRACE);
		}
		return result;
	}

	/**
	 * Ends a login whose CLI gives up. Wins over a confirmation; within the grace period
	 * it also revokes a collected login.
	 * @param code the device code
	 * @param clientId the client id of the CLI, or {@code null}
	 * @return whether this call ended the login
	 */
	public boolean cancel(DeviceCode code, @Nullable String clientId) {
		return this.collector.find(code, clientId).isPresent() && this.ender.cancel(code.id());
	}

	/**
	 * Removes a login and its token ({@code deleteclilogin} of nodejsclilogin).
	 * @param id the login's id
	 * @return whether the login existed
	 */
	public boolean delete(String id) {
		return this.ender.delete(id);
	}

	/**
	 * Checks an own token. A text that is not written like one costs no read of the
	 * store.
	 * @param token the token
	 * @return its user, or empty if the token is not live or the account is not usable
	 */
	public Optional<CliTokenAuthentication> authenticate(String token) {
		this.sweeper.armOnce();
		return this.authenticator.authenticate(token);
	}

	/**
	 * Lists the live tokens of a user.
	 * @param ownerId the user's id, see {@link #ownerOf}
	 * @return their logins, newest first
	 */
	public List<CliLogin> logins(String ownerId) {
		Instant now = this.clock.instant();
		return this.repository.findByOwner(ownerId)
			.stream()
			.filter((login) -> this.authenticator.isLive(login, now))
			.sorted(Comparator.comparing(CliLogin::createdAt).reversed())
			.toList();
	}

	/**
	 * Revokes one login of a user, effective at once on every instance.
	 * @param ownerId the user's id
	 * @param id the login's id
	 * @return whether this call revoked the login; {@code false} for another user's
	 */
	public boolean revoke(String ownerId, String id) {
		return this.ender.revoke(id, ownerId, ownerId);
	}

	/**
	 * Revokes the login of a token (RFC 7009).
	 * @param token the token
	 * @return whether the token belongs to a stored login, revoked now or before
	 */
	public boolean revoke(String token) {
		Optional<CliLogin> found = this.authenticator.find(token);
		found.ifPresent((login) -> this.ender.revoke(login.id(), null, Revocation.BY_TOKEN));
		return found.isPresent();
	}

	/**
	 * Revokes all logins of a user, confirmed ones that are not collected included: call
	 * it when a password was changed. It also counts host credentials that were collected
	 * in the last hour. They are not delivered again, but only the host can end them.
	 * @param ownerId the user's id
	 * @return the number of revoked logins
	 */
	public int revokeAll(String ownerId) {
		return this.ender.revokeAll(ownerId, null);
	}

	/**
	 * Revokes all logins of a user but one.
	 * @param ownerId the user's id
	 * @param keepId the id of the login to leave alone
	 * @return the number of revoked logins
	 */
	public int revokeOthers(String ownerId, String keepId) {
		return this.ender.revokeAll(ownerId, keepId);
	}

	/**
	 * Returns the id that owns the logins which a user confirms.
	 * @param user the signed-in user, or a user who acts through a token
	 * @return the user's id
	 */
	public String ownerOf(Authentication user) {
		return (user instanceof CliTokenAuthentication token) ? token.getOwnerId() : this.users.remember(user).id();
	}

	private CliUser remember(Authentication user) {
		if (user instanceof CliTokenAuthentication) {
			throw new AccessDeniedException("A CLI can neither review nor decide a login");
		}
		return this.users.remember(user);
	}

	/**
	 * Stops a planned sweep. The store stays open.
	 */
	@Override
	public void close() {
		this.sweeper.close();
	}

	/**
	 * Builds a service. Not safe for use by several threads.
	 */
	public static final class Builder {

		private final CliLoginRepository repository;

		private final CliUserService users;

		private CliCredentialMapper mapper = (user, login) -> CliCredential.token();

		private @Nullable CredentialSealer sealer;

		private CliLoginSettings settings = CliLoginSettings.defaults();

		private Clock clock = Clock.systemUTC();

		private Consumer<CliLoginEvent> listener = (event) -> {
		};

		private Builder(CliLoginRepository repository, CliUserService users) {
			this.repository = repository;
			this.users = users;
		}

		/**
		 * Sets the mapper, which chooses the credential of a confirmed login.
		 * @param mapper the mapper; by default every login gets an own token
		 * @return this
		 */
		public Builder mapper(CliCredentialMapper mapper) {
			this.mapper = mapper;
			return this;
		}

		/**
		 * Sets the sealer of host credentials.
		 * @param sealer the sealer, or {@code null}: then {@link CliCredential#of} cannot
		 * be delivered
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
		 * Sets the clock.
		 * @param clock the clock, by default the system's
		 * @return this
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Sets the listener of events, which is called on the thread of the request after
		 * the change was stored.
		 * @param listener the listener; its exceptions are logged
		 * @return this
		 */
		public Builder listener(Consumer<CliLoginEvent> listener) {
			this.listener = listener;
			return this;
		}

		/**
		 * Returns the service.
		 * @return the service
		 */
		public CliLoginService build() {
			return new CliLoginService(this);
		}

	}

}
