package io.github.clilogin.client;

import java.time.Duration;

/**
 * Describes the state of a pending login after a poll that did not end it.
 */
public sealed interface LoginEvent {

	/**
	 * Returns the delay until the next poll.
	 * @return the delay
	 */
	Duration delay();

	/**
	 * The login is still pending. A held poll that a proxy cut off counts as pending,
	 * too.
	 *
	 * @param delay the delay until the next poll
	 */
	record Waiting(Duration delay) implements LoginEvent {
	}

	/**
	 * The login was confirmed, but the browser did not return the code within five
	 * seconds, and the user cannot type it. The user has to press the button on the page
	 * that the browser shows after the confirmation. Sent once per login.
	 *
	 * @param delay the delay until the next poll
	 */
	record BrowserNeeded(Duration delay) implements LoginEvent {
	}

	/**
	 * The server asked for fewer polls.
	 *
	 * @param delay the delay until the next poll
	 */
	record SlowedDown(Duration delay) implements LoginEvent {
	}

	/**
	 * The network or the server failed, and the client retries.
	 *
	 * @param cause the failure, as printable text
	 * @param delay the delay until the next poll
	 */
	record Retrying(String cause, Duration delay) implements LoginEvent {
	}

}
