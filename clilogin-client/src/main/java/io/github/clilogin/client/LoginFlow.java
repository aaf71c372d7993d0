package io.github.clilogin.client;

/**
 * Selects how the user gets from the link to the confirmation.
 */
public enum LoginFlow {

	/**
	 * The server chooses, usually {@link #CONFIRM}. If a clilogin server has no such
	 * flow, the client requests {@link #BROWSER}.
	 */
	AUTO,

	/**
	 * Uses a device code that the CLI creates. The server gets its hash, which the link
	 * contains, and a seed for the seal of credentials. The user compares the user code
	 * and presses a button. For a browser on the same machine.
	 */
	BROWSER,

	/** The link contains the user code. The user compares it and presses a button. */
	CONFIRM,

	/** The link contains no code. The user types the user code. */
	CODE

}
