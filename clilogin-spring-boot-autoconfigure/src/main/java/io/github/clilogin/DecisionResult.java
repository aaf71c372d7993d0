package io.github.clilogin;

/**
 * Represents the result of a confirmation or rejection.
 */
public sealed interface DecisionResult {

	/**
	 * Reports that the user decided the login this way, in this call or an earlier one. A
	 * rejection after the collection has revoked the token.
	 *
	 * @param login the decided login
	 */
	record Decided(CliLogin login) implements DecisionResult {
	}

	/**
	 * Reports that the login was decided differently or by another user, or has ended.
	 *
	 * @param login the current login
	 */
	record AlreadyDecided(CliLogin login) implements DecisionResult {
	}

	/**
	 * Reports that the login was not decided in time.
	 */
	record Expired() implements DecisionResult {
	}

	/**
	 * Reports that the login was rejected, because the {@link CliCredentialMapper}
	 * refused or its credential cannot be sealed to this login.
	 *
	 * @param message the reason
	 */
	record Refused(String message) implements DecisionResult {
	}

	/**
	 * Reports that {@link CliUserService#load} did not return the account of the user.
	 * The login stays pending.
	 */
	record AccountUnavailable() implements DecisionResult {
	}

	/**
	 * Reports that the IDs do not select one option of each group that is offered now.
	 * The login stays pending.
	 *
	 * @param login the pending login
	 * @param offered the options, with those selected that the IDs name
	 */
	record InvalidChoice(CliLogin login, CliLoginChoices.Offer offered) implements DecisionResult {
	}

	/**
	 * Reports that {@link CliLoginChoices} failed, which is logged. The login stays
	 * pending.
	 */
	record ChoicesUnavailable() implements DecisionResult {
	}

	/**
	 * Reports that the user acts as another user, which
	 * {@link CliLoginService#canConfirm} does not allow. The login stays pending.
	 */
	record Impersonated() implements DecisionResult {
	}

	/**
	 * Reports that the login does not exist.
	 */
	record NotFound() implements DecisionResult {
	}

}
