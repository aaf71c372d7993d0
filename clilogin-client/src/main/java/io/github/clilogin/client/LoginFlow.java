package io.github.clilogin.client;

/**
 * Selects how the user gets from the link to the confirmation.
 */
public enum LoginFlow {

	/**
	 * Chooses {@link #BROWSER} if a browser can be opened here and the server is a
	 * clilogin server. Otherwise the server chooses, usually {@link #CONFIRM}. If the
	 * server has disabled one, the client requests the other.
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
