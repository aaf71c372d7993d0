package io.github.clilogin;

import java.time.Instant;

/**
 * Who ended a login, and when.
 *
 * @param by the owner's id, or one of {@link #BY_TOKEN}, {@link #BY_CLI} and
 * {@link #BY_ACCOUNT}
 * @param at when
 */
public record Revocation(String by, Instant at) {

	/** Ended by whoever held the token (RFC 7009). */
	public static final String BY_TOKEN = "token";

	/** Ended by the command line that collected it, within the grace. */
	public static final String BY_CLI = "cli";

	/** Ended because the user's account was gone, locked or disabled at collection. */
	public static final String BY_ACCOUNT = "account";

}
