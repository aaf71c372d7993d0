package io.github.clilogin.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What one poll brought.
 */
sealed interface PollResult {

	/** The end everybody hopes for. */
	record Granted(Credentials credentials) implements PollResult {
	}

	/**
	 * Nobody has decided, not even while the server held the poll; how much time is left
	 * only our own server says.
	 */
	record Pending(@Nullable Duration interval, @Nullable Duration left, boolean wasHeld) implements PollResult {
	}

	/** Nobody has decided, and the server wants fewer polls. */
	record SlowDown(@Nullable Duration interval, @Nullable Duration retryAfter) implements PollResult {
	}

	/**
	 * No answer that says anything about the login; refused means: and no excuse, sent:
	 * the poll may have been held.
	 */
	record Failed(String cause, @Nullable Duration retryAfter, boolean isRefused,
			boolean wasSent) implements PollResult {
	}

	/** The server knows no such login: it never did, or has swept it away since. */
	record Unknown() implements PollResult {
	}

	/** Waiting any longer is of no use. */
	record Ended(CliLoginException failure) implements PollResult {
	}

}
