package io.github.clilogin.client;

import java.time.Duration;

/**
 * What happens while a login waits for its decision, told after each poll that did not
 * end it.
 */
public sealed interface LoginEvent {

	/**
	 * How long the login now waits before it asks again.
	 * @return the delay
	 */
	Duration delay();

	/**
	 * Nobody has decided yet, as far as is known: a poll that was held and cut off on the
	 * way is no failure.
	 *
	 * @param delay how long the login waits before it asks again
	 */
	record Waiting(Duration delay) implements LoginEvent {
	}

	/**
	 * The server wants to be asked less often, and is.
	 *
	 * @param delay how long the login waits before it asks again
	 */
	record SlowedDown(Duration delay) implements LoginEvent {
	}

	/**
	 * The network or the server failed; the login goes on all the same.
	 *
	 * @param cause what failed, in printable words
	 * @param delay how long the login waits before it asks again
	 */
	record Retrying(String cause, Duration delay) implements LoginEvent {
	}

}
