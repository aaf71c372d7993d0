package io.github.clilogin;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Who confirmed or rejected a login, and when.
 *
 * @param by the id of the deciding user, or {@code null} if the host decided
 * @param at the time of the decision
 * @param message why it was rejected, for the terminal, at most 200 characters
 */
public record Decision(@Nullable String by, Instant at, @Nullable String message) {

	private static final int MESSAGE_LENGTH = 200;

	/**
	 * Cleans the message like all text that ends in a terminal.
	 */
	public Decision {
		message = ClaimedText.clean(message, MESSAGE_LENGTH);
	}

}
