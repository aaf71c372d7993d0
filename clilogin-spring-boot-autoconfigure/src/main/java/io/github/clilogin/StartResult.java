package io.github.clilogin;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What became of {@link CliLoginService#start}.
 */
public sealed interface StartResult {

	/**
	 * The login waits for a decision.
	 *
	 * @param login the pending login
	 * @param code the device code to hand to the command line, or {@code null} if it made
	 * its own
	 */
	record Started(CliLogin login, @Nullable DeviceCode code) implements StartResult {
	}

	/**
	 * Too many logins wait already.
	 *
	 * @param retryAfter when to try again
	 */
	record Full(Duration retryAfter) implements StartResult {
	}

	/**
	 * The client is not among the configured ones.
	 */
	record ClientNotAllowed() implements StartResult {
	}

	/**
	 * A scope is not among the configured ones.
	 *
	 * @param scope the first such scope
	 */
	record UnknownScope(String scope) implements StartResult {
	}

	/**
	 * The challenge was used before.
	 */
	record ChallengeUsed() implements StartResult {
	}

	/**
	 * The flow is not enabled.
	 */
	record FlowNotEnabled() implements StartResult {
	}

}
