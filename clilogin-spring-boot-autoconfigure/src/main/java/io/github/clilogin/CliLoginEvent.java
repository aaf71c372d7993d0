package io.github.clilogin;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import io.github.clilogin.CliLogin.Revocation;

/**
 * Reports a change after it is stored, or a reached limit. Contains no code and no token.
 */
public sealed interface CliLoginEvent {

	/**
	 * Returns a listener that logs the exceptions of another, so that no request fails.
	 * @param listener the other listener
	 * @return a listener that throws no {@link RuntimeException}
	 */
	static Consumer<CliLoginEvent> logFailuresOf(Consumer<CliLoginEvent> listener) {
		return new FailureLoggingListener(listener);
	}

	/**
	 * Reports that a CLI started a login.
	 *
	 * @param login the pending login
	 */
	record Started(Summary login) implements CliLoginEvent {
	}

	/**
	 * Reports that a signed-in user opened a pending login for the first time.
	 *
	 * @param login the pending login
	 * @param userId the user's ID
	 */
	record Opened(Summary login, String userId) implements CliLoginEvent {
	}

	/**
	 * Reports that a login that no user had opened was cancelled for a new one, because
	 * too many logins were pending.
	 *
	 * @param id the login's ID
	 */
	record Evicted(String id) implements CliLoginEvent {
	}

	/**
	 * Reports that a login was confirmed or rejected.
	 *
	 * @param login the decided login
	 */
	record Decided(Summary login) implements CliLoginEvent {
	}

	/**
	 * Reports that the CLI cancelled a login before its collection.
	 *
	 * @param id the login's ID
	 */
	record Cancelled(String id) implements CliLoginEvent {
	}

	/**
	 * Reports the first delivery of a credential.
	 *
	 * @param login the collected login
	 */
	record Collected(Summary login) implements CliLoginEvent {
	}

	/**
	 * Reports another delivery of a credential within the grace period.
	 *
	 * @param login the collected login
	 */
	record Redelivered(Summary login) implements CliLoginEvent {
	}

	/**
	 * Reports that a login was revoked.
	 *
	 * @param id the login's ID
	 * @param by the cause, see {@link Revocation#by()}
	 */
	record Revoked(String id, String by) implements CliLoginEvent {
	}

	/**
	 * Reports that all logins of a user were revoked.
	 *
	 * @param ownerId the user's ID
	 * @param keptId the ID of the kept login, or {@code null}
	 * @param count the number of revoked logins
	 */
	record RevokedAll(String ownerId, @Nullable String keptId, int count) implements CliLoginEvent {
	}

	/**
	 * Reports that the host application deleted a login.
	 *
	 * @param id the login's ID
	 */
	record Deleted(String id) implements CliLoginEvent {
	}

	/**
	 * Reports a wrong return code. The user may have mistyped it, or another person may
	 * guess. A repeated wrong code is not reported again.
	 *
	 * @param login the confirmed login, which the third wrong code rejects
	 * @param misses the number of wrong codes so far, from 1 to 3
	 */
	record WrongReturnCode(Summary login, int misses) implements CliLoginEvent {
	}

	/**
	 * Reports a poll after the grace period. Another program may have the device code.
	 *
	 * @param login the collected login
	 */
	record Replayed(Summary login) implements CliLoginEvent {
	}

	/**
	 * Reports that a user tried to decide a login that another user or the host
	 * application had decided.
	 *
	 * @param login the current login
	 * @param by the ID of the second user
	 */
	record Contested(Summary login, String by) implements CliLoginEvent {
	}

	/**
	 * Reports refused requests, once each time a limit is reached. The limits of pending
	 * logins are reported at most once a minute.
	 *
	 * @param limit the limit
	 * @param userId the ID of the first refused user, or {@code null} without a user
	 */
	record Throttled(Limit limit, @Nullable String userId) implements CliLoginEvent {
	}

	/**
	 * Lists the limits. A network is an IPv4 address or 64 bits of an IPv6 address.
	 */
	enum Limit {

		/** Starts, and cancellations of pending logins, from one network. */
		STARTS_PER_ADDRESS,

		/** Pending logins. Logins that no user has opened may be cancelled for others. */
		MAX_PENDING,

		/** Unopened pending logins of one network, or of a larger IPv6 network. */
		PENDING_PER_ADDRESS,

		/** Wrong user codes entered by one user. */
		USER_CODES_PER_USER,

		/** Wrong user codes sent from one network. */
		USER_CODES_PER_ADDRESS,

		/** Wrong user codes sent to one instance. */
		USER_CODES_PER_INSTANCE,

		/** Unknown device codes and tokens sent from one network. */
		DEVICE_CODES_PER_ADDRESS

	}

	/**
	 * Summarizes a login, without the codes to confirm or collect it.
	 *
	 * @param id the login's ID
	 * @param request the request of the CLI
	 * @param status the status
	 * @param owner the user who confirmed, or {@code null}
	 * @param decision the confirmation or rejection, or {@code null}
	 * @param choices the choices of the user who confirmed, empty without any
	 * @param proof the proof that the CLI gave at the collection
	 */
	record Summary(String id, CliLoginRequest request, CliLoginStatus status, @Nullable CliUser owner,
			CliLogin.@Nullable Decision decision, List<CliLoginChoice> choices, CliLoginProof proof) {

		/** Copies the choices. */
		public Summary {
			choices = List.copyOf(choices);
		}

		static Summary of(CliLogin login) {
			return new Summary(login.id(), login.request(), login.status(), login.owner(), login.decision(),
					login.choices(), login.proof());
		}

	}

}
