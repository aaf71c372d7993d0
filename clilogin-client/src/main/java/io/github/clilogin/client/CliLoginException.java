package io.github.clilogin.client;

import org.jspecify.annotations.Nullable;

/**
 * A login, or a revocation, that did not succeed. The message is a sentence for the
 * person at the terminal: free of secrets and of control characters.
 */
public final class CliLoginException extends Exception {

	private static final long serialVersionUID = 1L;

	/** Why, for a program that has to choose an exit code. */
	public enum Reason {

		/** The person, or the host application, said no. */
		REJECTED,
		/** Nobody decided in time. */
		EXPIRED,
		/** This side gave up: closed or interrupted. */
		CANCELLED,
		/** The network or the server failed until the end; nobody knows the decision. */
		UNREACHABLE,
		/** The server answered something that waiting does not cure. */
		PROTOCOL,
		/** The login was started at another server, which alone may hear its code. */
		OTHER_SERVER,
		/** The login was started by a client with another id, which alone is answered. */
		OTHER_CLIENT

	}

	private final Reason reason;

	private final @Nullable String serverMessage;

	CliLoginException(Reason reason, String sentence) {
		this(reason, sentence, null);
	}

	CliLoginException(Reason reason, String sentence, @Nullable String serverMessage) {
		super(sentence);
		this.reason = reason;
		this.serverMessage = serverMessage;
	}

	/**
	 * Why it did not succeed.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * What the server had to say in its own words, for a rejection the text that was
	 * given with it.
	 * @return printable text, or {@code null} if the server gave none
	 */
	public @Nullable String serverMessage() {
		return this.serverMessage;
	}

}
