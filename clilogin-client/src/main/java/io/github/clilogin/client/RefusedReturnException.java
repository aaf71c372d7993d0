package io.github.clilogin.client;

/**
 * Thrown when the listener refuses a request. The sender gets only the status.
 */
final class RefusedReturnException extends Exception {

	private static final long serialVersionUID = 1L;

	private final int status;

	RefusedReturnException(int status) {
		super("Refused with HTTP " + status);
		this.status = status;
	}

	int status() {
		return this.status;
	}

}
