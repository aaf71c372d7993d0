package io.github.clilogin;

import org.jspecify.annotations.Nullable;

/**
 * Represents the result of a confirmation or rejection.
 */
public sealed interface DecisionResult {

	/**
	 * Reports that the user decided the login this way, in this call or an earlier one. A
	 * rejection after the collection has revoked the token.
	 *
	 * @param login the decided login
	 * @param returnCode the code that the browser must return to the CLI, or {@code null}
	 * if the login needs none, or if it was drawn by an earlier call; only the browser of
	 * the user who confirmed may receive it
	 */
	record Decided(CliLogin login, @Nullable ReturnCode returnCode) implements DecisionResult {

		/**
		 * Creates a result without a return code.
		 * @param login the decided login
		 */
		public Decided(CliLogin login) {
			this(login, null);
		}

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
	 * refused, its credential cannot be sealed to this login, or the CLI cannot receive
	 * the return code that each login demands.
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
