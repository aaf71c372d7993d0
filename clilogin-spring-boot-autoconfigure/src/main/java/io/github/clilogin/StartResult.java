package io.github.clilogin;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Represents the result of {@link CliLoginService#start}.
 */
public sealed interface StartResult {

	/**
	 * Reports that the login waits for a decision. A repeated start with the same
	 * challenge returns the login of the first start.
	 *
	 * @param login the pending login
	 * @param code the device code for the CLI, or {@code null} if the CLI generated it
	 */
	record Started(CliLogin login, @Nullable DeviceCode code) implements StartResult {
	}

	/**
	 * Reports that too many logins are pending.
	 *
	 * @param retryAfter the time to wait before a retry
	 */
	record Full(Duration retryAfter) implements StartResult {
	}

	/**
	 * Reports that the client is not allowed.
	 */
	record ClientNotAllowed() implements StartResult {
	}

	/**
	 * Reports that a scope is not configured.
	 *
	 * @param scope the first such scope
	 */
	record UnknownScope(String scope) implements StartResult {
	}

	/**
	 * Reports that each login of the client or of the flow demands a return code, but the
	 * CLI cannot receive one.
	 */
	record ProofRequired() implements StartResult {
	}

	/**
	 * Reports that the requested scopes demand a stronger proof than the CLI can give. A
	 * login without scopes has all permissions, so it demands the proof of all scopes.
	 *
	 * @param proof the least proof
	 */
	record ScopeRequiresProof(CliLoginProof proof) implements StartResult {
	}

	/**
	 * Reports that another request used the challenge, or that its login is not pending
	 * any more.
	 */
	record ChallengeUsed() implements StartResult {
	}

	/**
	 * Reports that the flow is disabled.
	 */
	record FlowNotEnabled() implements StartResult {
	}

}
