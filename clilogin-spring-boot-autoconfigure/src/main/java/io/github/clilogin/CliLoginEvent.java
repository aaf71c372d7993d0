package io.github.clilogin;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import io.github.clilogin.CliLogin.Revocation;

/**
 * What happened to a login, published after it was written. Holds no secret: neither a
 * code nor what a token is derived from.
 */
public sealed interface CliLoginEvent {

	/**
	 * Returns a listener that passes events on and logs the failures of their listener.
	 * @param listener the listener, whose exceptions must not change the outcome of a
	 * request
	 * @return a listener that throws no {@link RuntimeException}
	 */
	static Consumer<CliLoginEvent> logFailuresOf(Consumer<CliLoginEvent> listener) {
		return new FailureLoggingListener(listener);
	}

	/**
	 * A command line asked for a login.
	 *
	 * @param login the pending login
	 */
	record Started(Summary login) implements CliLoginEvent {
	}

	/**
	 * A login was confirmed or rejected.
	 *
	 * @param login the decided login
	 */
	record Decided(Summary login) implements CliLoginEvent {
	}

	/**
	 * The command line gave up.
	 *
	 * @param id the login's id
	 */
	record Cancelled(String id) implements CliLoginEvent {
	}

	/**
	 * A credential was handed over.
	 *
	 * @param login the collected login
	 */
	record Collected(Summary login) implements CliLoginEvent {
	}

	/**
	 * A credential was handed over again within the grace.
	 *
	 * @param login the collected login
	 */
	record Redelivered(Summary login) implements CliLoginEvent {
	}

	/**
	 * A login was ended.
	 *
	 * @param id the login's id
	 * @param by who ended it, see {@link Revocation#by()}
	 */
	record Revoked(String id, String by) implements CliLoginEvent {
	}

	/**
	 * All logins of a user were ended.
	 *
	 * @param ownerId the user's id
	 * @param keptId the id of the one login left alone, or {@code null}
	 * @param count how many
	 */
	record RevokedAll(String ownerId, @Nullable String keptId, int count) implements CliLoginEvent {
	}

	/**
	 * A login was removed by the host.
	 *
	 * @param id the login's id
	 */
	record Deleted(String id) implements CliLoginEvent {
	}

	/**
	 * A device code was presented again after its credential was delivered for good: a
	 * copy of the device code may be in other hands.
	 *
	 * @param login the collected login
	 */
	record Replayed(Summary login) implements CliLoginEvent {
	}

	/**
	 * Somebody decided a login that another user had decided already.
	 *
	 * @param login the login as it stands
	 * @param by the id of the user who came second
	 */
	record Contested(Summary login, String by) implements CliLoginEvent {
	}

	/**
	 * Somebody asked too often and was refused. Published once for each budget that is
	 * used up and not for each refusal, so that a flood of requests is no flood of
	 * events. Says neither an address nor what was tried.
	 *
	 * @param limit what there was too much of
	 * @param userId the id of the signed-in user who was refused first, or {@code null}
	 * if nobody is signed in where the limit holds
	 */
	record Throttled(Limit limit, @Nullable String userId) implements CliLoginEvent {
	}

	/**
	 * What may be done so often only.
	 */
	enum Limit {

		/** Logins started from one address. */
		STARTS_PER_ADDRESS,

		/** Wrong user codes that one user entered. */
		USER_CODES_PER_USER,

		/** Wrong user codes that came from one address. */
		USER_CODES_PER_ADDRESS,

		/** Wrong user codes that came to one instance of the application. */
		USER_CODES_PER_INSTANCE,

		/** Unknown device codes and tokens that came from one address. */
		DEVICE_CODES_PER_ADDRESS

	}

	/**
	 * What may be told of a login: enough for an audit trail, and nothing with which to
	 * confirm or collect it.
	 *
	 * @param id 64 lower-case hex digits
	 * @param request what was asked
	 * @param status where the login stands
	 * @param owner the user who confirmed it, or {@code null}
	 * @param decision who confirmed or rejected it, or {@code null}
	 */
	record Summary(String id, CliLoginRequest request, CliLoginStatus status, @Nullable CliUser owner,
			CliLogin.@Nullable Decision decision) {

		static Summary of(CliLogin login) {
			return new Summary(login.id(), login.request(), login.status(), login.owner(), login.decision());
		}

	}

}
