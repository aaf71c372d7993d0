package io.github.clilogin.client;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a login or a revocation fails. The message is a sentence for the user,
 * without secrets and control characters.
 */
public final class CliLoginException extends Exception {

	private static final long serialVersionUID = 1L;

	/** Tells why it failed, so that a CLI can choose an exit code. */
	public enum Reason {

		/** The user or the host application rejected the login. */
		REJECTED,
		/** The login expired before the user decided. */
		EXPIRED,
		/** The CLI closed the login, or its thread was interrupted. */
		CANCELLED,
		/** The network or the server failed, so the decision is unknown. */
		UNREACHABLE,
		/** The server sent an unexpected response, and a retry would not help. */
		PROTOCOL,
		/** The server demands a return code that this CLI cannot receive. */
		RETURN_CODE_UNAVAILABLE,
		/** The login was started at another server. */
		OTHER_SERVER,
		/** The login was started with another client ID. */
		OTHER_CLIENT

	}

	private final Reason reason;

	private final @Nullable String serverMessage;

	private final @Nullable URI otherServer;

	CliLoginException(Reason reason, String sentence) {
		this(reason, sentence, null, null);
	}

	CliLoginException(Reason reason, String sentence, @Nullable String serverMessage, @Nullable URI otherServer) {
		super(sentence);
		this.reason = reason;
		this.serverMessage = serverMessage;
		this.otherServer = otherServer;
	}

	/**
	 * Returns why the login or revocation failed.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Returns the message of the server, such as the reason that the user gave for a
	 * rejection.
	 * @return printable text, or {@code null} if the server sent none
	 */
	public @Nullable String serverMessage() {
		return this.serverMessage;
	}

	/**
	 * Returns the base URI of the server to which a refused link leads, so that a CLI can
	 * suggest a login there.
	 * @return the base URI, or {@code null} if no link was refused
	 */
	public @Nullable URI otherServer() {
		return this.otherServer;
	}

}
