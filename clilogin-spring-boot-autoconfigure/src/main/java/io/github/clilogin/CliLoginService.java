package io.github.clilogin;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import io.github.clilogin.CliLogin.Revocation;
import io.github.clilogin.DeviceCode.Challenge;

/**
 * Everything that can be done with a login. Safe for use by many threads and nodes: each
 * change is one atomic step of the {@link CliLoginRepository}. An exception from any
 * method means that the outcome is unknown; calling again is safe and tells.
 */
public final class CliLoginService implements AutoCloseable {

	private final LoginEnvironment environment;

	private final CliCredentialMapper mapper;

	private final CliUserService users;

	private final LoginStarter starter;

	private final LoginDecider decider;

	private final LoginCollector collector;

	private final TokenAuthenticator authenticator;

	private final Sweeper sweeper;

	/**
	 * Creates the service.
	 * @param repository the store
	 * @param mapper says what a command line gets
	 * @param users remembers and finds users
	 * @param sealer seals credentials of the host's, or {@code null} if there is none:
	 * then {@link CliCredential#of} cannot be handed over
	 * @param settings the host's decisions
	 * @param clock the time
	 * @param listener told what happened, on the calling thread, after it was written; an
	 * exception it throws is logged
	 */
	public CliLoginService(CliLoginRepository repository, CliCredentialMapper mapper, CliUserService users,
			@Nullable CredentialSealer sealer, CliLoginSettings settings, Clock clock,
			Consumer<CliLoginEvent> listener) {
		this.environment = new LoginEnvironment(repository, new Sealing(sealer), settings, clock, listener);
		this.mapper = mapper;
		this.users = users;
		this.starter = new LoginStarter(this.environment);
		this.decider = new LoginDecider(this.environment);
		this.collector = new LoginCollector(this.environment, users);
		this.authenticator = new TokenAuthenticator(this.environment, users);
		this.sweeper = new Sweeper(this.environment);
	}

	/**
	 * Returns the host's decisions.
	 * @return the settings
	 */
	public CliLoginSettings settings() {
		return this.environment.settings();
	}

	/**
	 * Starts a login (RFC 8628 §3.1; {@code generateclilogincode} of nodejsclilogin).
	 * @param request what is asked, in any flow but {@link CliLoginFlow#BROWSER}
	 * @return the pending login and its device code, or why there is none
	 */
	public StartResult start(CliLoginRequest request) {
		return start(request, null);
	}

	/**
	 * Starts a login whose device code the command line has made and keeps to itself.
	 * @param request what is asked, in the flow {@link CliLoginFlow#BROWSER}
	 * @param challenge the hash of the device code, and what a credential is sealed with
	 * @return the pending login, or why there is none
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
		return review(userCode, userOf(user));
	}

	/**
	 * Finds a login as {@link #review(String, Authentication)} does.
	 * @param userCode the user code in any case, with any dashes and spaces
	 * @param user the signed-in user as {@link CliUserService#remember} returned it
	 * @return the login in any state; empty if this user may review no login of this code
	 */
	public Optional<CliLogin> review(String userCode, CliUser user) {
		return UserCode.normalise(userCode)
			.flatMap(this.environment.repository()::findByUserCode)
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
		return reviewById(id, userOf(user));
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
	 * Finds a login by its id.
	 * @param id 64 lower-case hex digits
	 * @return the login in any state; empty if there is none
	 */
	public Optional<CliLogin> get(String id) {
		return this.environment.repository().findById(id);
	}

	/**
	 * Confirms a login; the {@link CliCredentialMapper} says what the command line gets.
	 * @param id the id of the login that the user was shown
	 * @param user the signed-in user
	 * @return what became of it
	 * @throws AccessDeniedException if the user acts through a token
	 * @throws IllegalStateException if the mapper returned {@link CliCredential#of} and
	 * there is no {@link CredentialSealer}
	 */
	public DecisionResult confirm(String id, Authentication user) {
		return decide(id, userOf(user), (login) -> this.mapper.map(user, login));
	}

	/**
	 * Confirms a login with a credential at hand ({@code confirmclilogin} of
	 * nodejsclilogin).
	 * @param id the login's id
	 * @param user the signed-in user; {@code null} if the credential belongs to nobody:
	 * then the login has no owner, no account is checked when it is collected, and nobody
	 * sees it listed
	 * @param credential what the command line gets
	 * @return what became of it
	 * @throws IllegalStateException if it is {@link CliCredential#of} and there is no
	 * {@link CredentialSealer}
	 */
	public DecisionResult confirm(String id, @Nullable Authentication user, CliCredential credential) {
		return decide(id, (user != null) ? userOf(user) : null, (login) -> credential);
	}

	private DecisionResult decide(String id, @Nullable CliUser owner, Function<CliLogin, CliCredential> credential) {
		Optional<CliLogin> found = get(id);
		if (found.isEmpty()) {
			return new DecisionResult.NotFound();
		}
		CliLogin login = found.get();
		if (login.status() != CliLoginStatus.PENDING || login.isExpired(this.environment.now())) {
			return this.decider.alreadyConfirmed(login, owner);
		}
		this.sweeper.arm(this.environment.settings().collectWindow().plus(CliLogin.UNCOLLECTED_KEPT));
		return this.decider.confirm(login, owner,
				Objects.requireNonNull(credential.apply(login), "The credential mapper returned null"));
	}

	/**
	 * Rejects a login ({@code rejectclilogin} of nodejsclilogin). Whoever confirmed it,
	 * and the host, may still reject it until it is collected.
	 * @param id the login's id
	 * @param user the signed-in user, or {@code null} if the host rejects
	 * @param message why, for the terminal, or {@code null}
	 * @return what became of it
	 */
	public DecisionResult reject(String id, @Nullable Authentication user, @Nullable String message) {
		String by = (user != null) ? userOf(user).id() : null;
		return get(id).map((login) -> this.decider.reject(login, by, message)).orElseGet(DecisionResult.NotFound::new);
	}

	/**
	 * Answers a poll (RFC 8628 §3.4; {@code checkcliloginstatus} of nodejsclilogin).
	 * However many polls race on however many nodes, they see one credential.
	 * @param code the device code
	 * @param clientId the client id sent with the poll, or {@code null}
	 * @return what the poll yields
	 */
	public CollectResult collect(DeviceCode code, @Nullable String clientId) {
		return collect(code, clientId, this.environment.now());
	}

	/**
	 * Answers a poll that has waited as {@link #collect(DeviceCode, String)} does.
	 * @param code the device code
	 * @param clientId the client id sent with the poll, or {@code null}
	 * @param begun when the poll came in: what was collected after that is no
	 * {@linkplain CliLoginEvent.Replayed replay}
	 * @return what the poll yields
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
	 * Names the logins whose waiting poll should look again, also those decided on other
	 * nodes. A hint: {@link #collect} tells.
	 * @param since from when on
	 * @return the ids of logins that were decided or ended after {@code since} and not
	 * collected since
	 */
	public Set<String> undelivered(Instant since) {
		return this.environment.repository().undelivered(since);
	}

	/**
	 * Ends a login whose command line gives up. Wins over a confirmation; within the
	 * grace it also revokes what was collected.
	 * @param code the device code
	 * @return whether this call ended it
	 */
	public boolean cancel(DeviceCode code) {
		Instant now = this.environment.now();
		if (this.environment.repository().apply(code.id(), new CliLoginTransition.Cancel(now))) {
			this.environment.publish(new CliLoginEvent.Cancelled(code.id()));
			return true;
		}
		return applied(code.id(), new CliLoginTransition.CancelCollected(now), Revocation.BY_CLI);
	}

	/**
	 * Ends a login as {@link #cancel(DeviceCode)} does, if this client may collect it.
	 * @param code the device code
	 * @param clientId the client that gives up, or {@code null} if it does not say
	 * @return whether this call ended it
	 */
	public boolean cancel(DeviceCode code, @Nullable String clientId) {
		return this.collector.isFor(code, clientId) && cancel(code);
	}

	/**
	 * Removes a login and with it its token ({@code deleteclilogin} of nodejsclilogin).
	 * @param id the login's id
	 * @return whether it was there
	 */
	public boolean delete(String id) {
		boolean deleted = this.environment.repository().delete(id);
		if (deleted) {
			this.environment.publish(new CliLoginEvent.Deleted(id));
		}
		return deleted;
	}

	/**
	 * Checks an own token; a text that is none costs no read of the store.
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
		Instant now = this.environment.now();
		return this.environment.repository()
			.findByOwner(ownerId)
			.stream()
			.filter((login) -> this.authenticator.isLive(login, now))
			.sorted(Comparator.comparing(CliLogin::createdAt).reversed())
			.toList();
	}

	/**
	 * Ends one login of a user. Effective at once on every node.
	 * @param ownerId the user's id
	 * @param id the login's id
	 * @return whether this call ended it; {@code false} for another user's
	 */
	public boolean revoke(String ownerId, String id) {
		return applied(id, new CliLoginTransition.Revoke(ownerId, ownerId, this.environment.now()), ownerId);
	}

	/**
	 * Ends the login of a token (RFC 7009); a text that is no token is left alone.
	 * @param token the token
	 * @return whether it is a token of a login that is known, ended now or before
	 */
	public boolean revoke(String token) {
		Optional<CliLogin> found = this.authenticator.find(token);
		found.ifPresent((login) -> applied(login.id(),
				new CliLoginTransition.Revoke(null, Revocation.BY_TOKEN, this.environment.now()), Revocation.BY_TOKEN));
		return found.isPresent();
	}

	private boolean applied(String id, CliLoginTransition ending, String by) {
		boolean applied = this.environment.repository().apply(id, ending);
		if (applied) {
			this.environment.publish(new CliLoginEvent.Revoked(id, by));
		}
		return applied;
	}

	/**
	 * Ends all logins of a user, also those confirmed and not yet collected: what to call
	 * when a password was changed. A credential of the host's that was collected in the
	 * last hour is counted too, and is not handed over again, but only the host can end
	 * it.
	 * @param ownerId the user's id
	 * @return how many were ended
	 */
	public int revokeAll(String ownerId) {
		return revokeBut(ownerId, null);
	}

	/**
	 * Ends all logins of a user but one.
	 * @param ownerId the user's id
	 * @param keepId the id of the login to leave alone
	 * @return how many were ended
	 */
	public int revokeOthers(String ownerId, String keepId) {
		return revokeBut(ownerId, keepId);
	}

	private int revokeBut(String ownerId, @Nullable String keepId) {
		int count = this.environment.repository().revokeAll(ownerId, keepId, this.environment.now());
		this.environment.publish(new CliLoginEvent.RevokedAll(ownerId, keepId, count));
		return count;
	}

	/**
	 * Returns the identity that owns what a user confirms.
	 * @param user the signed-in user, or one acting through a token
	 * @return the user's id
	 */
	public String ownerOf(Authentication user) {
		return (user instanceof CliTokenAuthentication token) ? token.getOwnerId() : this.users.remember(user).id();
	}

	private CliUser userOf(Authentication user) {
		if (user instanceof CliTokenAuthentication) {
			throw new AccessDeniedException("A command line can neither review nor decide a login");
		}
		return this.users.remember(user);
	}

	/**
	 * Publishes that somebody asked too often; for whoever limits requests before they
	 * come here, since a service does not know where they come from.
	 * @param limit the limit that was reached
	 * @param userId the id of the signed-in user who was refused, or {@code null}
	 */
	public void throttled(CliLoginEvent.Limit limit, @Nullable String userId) {
		this.environment.publish(new CliLoginEvent.Throttled(limit, userId));
	}

	/**
	 * Ends what this service does by itself, a sweep that is due.
	 */
	@Override
	public void close() {
		this.sweeper.close();
	}

}
