package io.github.clilogin;

/**
 * What became of a confirmation or rejection.
 */
public sealed interface DecisionResult {

	/**
	 * The login is as this user wanted it, by this call or an earlier one.
	 *
	 * @param login the decided login
	 */
	record Decided(CliLogin login) implements DecisionResult {
	}

	/**
	 * The login was decided otherwise, decided by another user, or cancelled.
	 *
	 * @param login the login as it stands
	 */
	record AlreadyDecided(CliLogin login) implements DecisionResult {
	}

	/**
	 * Nobody decided in time.
	 */
	record Expired() implements DecisionResult {
	}

	/**
	 * The host's {@link CliCredentialMapper} refused, or made a credential that cannot be
	 * sealed to this login; the login is rejected.
	 *
	 * @param message why
	 */
	record Refused(String message) implements DecisionResult {
	}

	/**
	 * There is no such login.
	 */
	record NotFound() implements DecisionResult {
	}

}
