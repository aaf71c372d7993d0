package io.github.clilogin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Where logins are stored. Each method is one atomic step and safe for use by many
 * threads and nodes. An exception means that the outcome is unknown, never that a step
 * was lost: what is written may stand or not. Implementations are held to the contract by
 * {@code AbstractCliLoginRepositoryTests}.
 */
public interface CliLoginRepository {

	/**
	 * Stores a new login.
	 * @param login the login
	 * @return whether it was stored, or which of its codes is taken
	 */
	Insert insert(CliLogin login);

	/**
	 * Finds a login by its id.
	 * @param id 64 lower-case hex digits
	 * @return the login, also when it has expired or ended
	 */
	Optional<CliLogin> findById(String id);

	/**
	 * Finds a login by its user code.
	 * @param userCode eight letters, normalised
	 * @return the login, also when it has expired or ended
	 */
	Optional<CliLogin> findByUserCode(String userCode);

	/**
	 * Finds a login by its token.
	 * @param tokenHash SHA-256 of the token's whole text in lower-case hex
	 * @return the login, also when the token is no longer live
	 */
	Optional<CliLogin> findByTokenHash(String tokenHash);

	/**
	 * Finds the logins that a user has confirmed.
	 * @param ownerId the user's id
	 * @return those that are confirmed or collected, in no particular order
	 */
	List<CliLogin> findByOwner(String ownerId);

	/**
	 * Performs a transition if the login allows it, as {@link CliLoginTransition#applyTo}
	 * rules.
	 * @param id the login's id
	 * @param transition the transition
	 * @return whether this call performed it; {@code false} if the login is unknown or
	 * does not allow it
	 */
	boolean apply(String id, CliLoginTransition transition);

	/**
	 * Performs {@link CliLoginTransition.Revoke} on all logins of a user. When it has
	 * returned, no token of theirs is or becomes live but that of a login confirmed
	 * later.
	 * @param ownerId the user's id
	 * @param keepId the id of the one login to leave alone, or {@code null}
	 * @param now the time
	 * @return how many were ended by this call
	 */
	int revokeAll(String ownerId, @Nullable String keepId, Instant now);

	/**
	 * Removes a login and with it its token.
	 * @param id the login's id
	 * @return whether it was there
	 */
	boolean delete(String id);

	/**
	 * Counts the logins that wait for a decision.
	 * @param now the time
	 * @return how many are pending and have not expired; may be approximate
	 */
	long countPending(Instant now);

	/**
	 * Finds the latest events that waiting polls are told at once. A hint: a poll is
	 * answered from its login.
	 * @param since the time after which events are found
	 * @param limit the number of events to find at most
	 * @return the events of logins that were decided or ended after {@code since} and not
	 * collected since, the latest first
	 */
	List<Undelivered> undelivered(Instant since, int limit);

	/**
	 * Performs {@link CliLoginTransition#sweep} on all logins. Any instance may do so at
	 * any time.
	 * @param now the time
	 */
	void sweep(Instant now);

	/**
	 * An event that waiting polls are told.
	 *
	 * @param id the login's id
	 * @param wakeAt the time of the event
	 */
	record Undelivered(String id, Instant wakeAt) {
	}

	/**
	 * The result of {@link #insert}.
	 */
	enum Insert {

		/** The login is stored. */
		DONE,

		/** A login of this id exists already: the device code was used before. */
		ID_TAKEN,

		/** Another stored login has this user code. */
		USER_CODE_TAKEN

	}

}
