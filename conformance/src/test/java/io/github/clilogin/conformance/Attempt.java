package io.github.clilogin.conformance;

/**
 * A login that a client runs in the background.
 */
interface Attempt extends AutoCloseable {

	/** Waits until the client tells the person what to do. */
	Invitation invitation();

	/** Waits until the client has come to an end. */
	Outcome outcome();

	/** Stops the client, whatever it does. */
	@Override
	void close();

}
