package io.github.clilogin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Stores logins. Thread-safe. Several instances can share a store, because each method is
 * one atomic step. After an exception the outcome is unknown: the step may have been
 * performed. Test an implementation with {@code AbstractCliLoginRepositoryTests}.
 */
public interface CliLoginRepository {

	/**
	 * Stores a new login.
	 * @param login the login
	 * @return whether it was stored, or which of its codes exists already
	 */
	Insert insert(CliLogin login);

	/**
	 * {@return the login with an ID, even if it has expired or ended}
	 * @param id the ID, 64 lower-case hex digits
	 */
	Optional<CliLogin> findById(String id);

	/**
	 * Finds a login for an answer that must stay true. A login that is not pending is
	 * returned in a state that no failover undoes. The default suffices if this holds for
	 * all reads.
	 * @param id the ID
	 * @return the newest such state, even if the login has expired or ended
	 */
	default Optional<CliLogin> findDurableById(String id) {
		return findById(id);
	}

	/**
	 * {@return the login with a user code, even if it has expired or ended}
	 * @param userCode the normalized user code, eight letters
	 */
	Optional<CliLogin> findByUserCode(String userCode);

	/**
	 * {@return the login with a token, even if it has expired or ended}
	 * @param tokenHash SHA-256 of the token's text as lower-case hex
	 */
	Optional<CliLogin> findByTokenHash(String tokenHash);

	/**
	 * {@return the confirmed and collected logins of a user, in any order}
	 * @param ownerId the user's ID
	 */
	List<CliLogin> findByOwner(String ownerId);

	/**
	 * Performs a transition as {@link CliLoginTransition#applyTo} specifies.
	 * @param id the login's ID
	 * @param transition the transition
	 * @return whether this call performed it; {@code false} if the login does not exist
	 * or does not allow it
	 */
	boolean apply(String id, CliLoginTransition transition);

	/**
	 * Performs {@link CliLoginTransition.Revoke} on all logins of a user except one. A
	 * login that was confirmed before this call has no valid token afterwards, even if it
	 * is collected during the call.
	 * @param ownerId the user's ID
	 * @param keepId the ID of the login to keep, or {@code null}
	 * @param now the time
	 * @return the number of logins that this call revoked
	 */
	int revokeAll(String ownerId, @Nullable String keepId, Instant now);

	/**
	 * Finds the generation of a user's logins, see {@link #saveOwnerGeneration}.
	 * @param ownerId the user's ID
	 * @return the generation that was saved last, or empty if none was saved
	 */
	Optional<String> findOwnerGeneration(String ownerId);

	/**
	 * Saves a new generation of a user's logins in a commit of its own. A login carries
	 * the generation that its confirmation found, and is revoked at collection if another
	 * one was saved since then. So a confirmation that is in progress during
	 * {@link #revokeAll} yields no token.
	 * @param ownerId the user's ID
	 * @param generation random text of at most 64 ASCII characters
	 */
	void saveOwnerGeneration(String ownerId, String generation);

	/**
	 * Deletes a login and its token.
	 * @param id the login's ID
	 * @return whether the login existed
	 */
	boolean delete(String id);

	/**
	 * {@return the number of pending logins that have not expired, possibly approximate}
	 * @param now the time
	 */
	long countPending(Instant now);

	/**
	 * Finds events to report to waiting polls. Each poll then reads its login.
	 * @param since the time after which events are found
	 * @param limit the maximum number of events
	 * @return the events later than {@code since}, latest first
	 */
	List<Undelivered> undelivered(Instant since, int limit);

	/**
	 * Erases expired secrets by {@link CliLoginTransition#sweep} and removes logins past
	 * {@code purgeAt}, unless the database removes them itself. Safe to call at any time.
	 * @param now the time
	 */
	void sweep(Instant now);

	/**
	 * Represents an event to report to waiting polls.
	 *
	 * @param id the login's ID
	 * @param wakeAt the time of the event
	 */
	record Undelivered(String id, Instant wakeAt) {
	}

	/**
	 * Lists the results of {@link #insert}.
	 */
	enum Insert {

		/** The login is stored. */
		DONE,

		/** A login with this ID exists, so the device code was used before. */
		ID_TAKEN,

		/** A login with this user code exists. */
		USER_CODE_TAKEN

	}

}
