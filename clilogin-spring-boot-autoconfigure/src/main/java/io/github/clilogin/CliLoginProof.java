package io.github.clilogin;

/**
 * Lists the proofs that the CLI belongs to the browser of the user who confirmed, the
 * weakest first.
 */
public enum CliLoginProof {

	/** The CLI sent no return code. */
	NONE,

	/**
	 * The user typed the return code into the CLI. This makes an attack harder, but does
	 * not prevent it: an attacker can ask the user for the code.
	 */
	TYPED,

	/**
	 * The browser sent the return code to a port of its own machine. So the CLI runs on
	 * that machine, or on one whose port is forwarded. Another user of the machine may
	 * have started it.
	 */
	LOOPBACK

}
