package io.github.clilogin.client;

/**
 * How the person in front of the browser gets from the link to the confirmation.
 */
public enum LoginFlow {

	/**
	 * {@link #BROWSER} if a browser can be reached from here and the server is clilogin's
	 * own, else what the server prefers, as a rule {@link #CONFIRM}. A server where the
	 * one is not enabled is asked for the other.
	 */
	AUTO,

	/**
	 * The tool keeps a device code of its own and registers what does not give it away:
	 * its hash, which the link names, and a seed from which the server makes the lock of
	 * sealed credentials. The person compares the user code and presses a button. For the
	 * browser on this very machine.
	 */
	BROWSER,

	/** The link carries the user code; the person compares it and presses a button. */
	CONFIRM,

	/** The link carries nothing; the person types the user code. */
	CODE

}
