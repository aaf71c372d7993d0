package io.github.clilogin;

/**
 * Where a {@link CliLogin} stands. Being expired is no status: it follows from the time.
 */
public enum CliLoginStatus {

	/** The command line waits for a decision. */
	PENDING,

	/** A user said yes; the credential waits to be collected. */
	CONFIRMED,

	/** A user, the host or the credential mapper said no. */
	REJECTED,

	/** The command line gave up before a credential was collected. */
	CANCELLED,

	/** The credential was handed over; an own token is live. */
	COLLECTED,

	/** The login was ended: by its owner, by the host or by its own token. */
	REVOKED

}
