package io.github.clilogin.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Represents the outcome of one poll.
 */
sealed interface PollResult {

	/** The user confirmed the login. */
	record Granted(Credentials credentials) implements PollResult {
	}

	/**
	 * The login is still pending, or it lacks the right return code. Only a clilogin
	 * server tells the remaining time and the method by which it demands the code.
	 */
	record Pending(@Nullable Duration interval, @Nullable Duration left, boolean wasHeld,
			@Nullable String returnMethod) implements PollResult {
	}

	/** The login is pending, and the server asks for fewer polls. */
	record SlowDown(@Nullable Duration interval, @Nullable Duration retryAfter) implements PollResult {
	}

	/**
	 * The response says nothing about the login. A refused poll will not succeed later; a
	 * sent poll may have been held.
	 */
	record Failed(String cause, @Nullable Duration retryAfter, boolean isRefused,
			boolean wasSent) implements PollResult {
	}

	/** The server does not know the login, or has deleted it after its end. */
	record Unknown() implements PollResult {
	}

	/** The login has failed. */
	record Ended(CliLoginException failure) implements PollResult {
	}

}
