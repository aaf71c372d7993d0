package io.github.clilogin;

/**
 * Lists the statuses of a {@link CliLogin}. A login that expires keeps its status; see
 * {@link CliLogin#isExpired}.
 */
public enum CliLoginStatus {

	/** The login waits for a decision. */
	PENDING,

	/** The login is confirmed, and the credential can be collected. */
	CONFIRMED,

	/** The user, the host application or the credential mapper rejected the login. */
	REJECTED,

	/** The CLI cancelled the login before the collection. */
	CANCELLED,

	/** The credential was collected. */
	COLLECTED,

	/**
	 * The user, the host application or the CLI revoked the login, or its account was
	 * missing, locked or disabled at the collection.
	 */
	REVOKED

}
