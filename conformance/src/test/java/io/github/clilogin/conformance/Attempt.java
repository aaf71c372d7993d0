package io.github.clilogin.conformance;

/**
 * Represents a login that a client runs in the background.
 */
interface Attempt extends AutoCloseable {

	/** Waits until the client shows the code. */
	Invitation invitation();

	/** Waits until the client has finished. */
	Outcome outcome();

	/** Stops the client. */
	@Override
	void close();

}
