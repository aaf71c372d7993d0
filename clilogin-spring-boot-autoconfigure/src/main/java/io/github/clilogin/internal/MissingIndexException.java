package io.github.clilogin.internal;

/**
 * Reports that a database lacks an index without which a store accepts no login.
 */
public final class MissingIndexException extends IllegalStateException implements LoggedFailure {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message the message
	 */
	public MissingIndexException(String message) {
		super(message);
	}

}
