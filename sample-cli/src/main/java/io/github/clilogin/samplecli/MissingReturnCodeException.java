package io.github.clilogin.samplecli;

/**
 * Thrown when the return code was not typed, so that a started login can be completed
 * later.
 */
final class MissingReturnCodeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final boolean isRepeated;

	MissingReturnCodeException(boolean isRepeated) {
		super("The return code is missing");
		this.isRepeated = isRepeated;
	}

	/** Returns whether an earlier return code was wrong. */
	boolean isRepeated() {
		return this.isRepeated;
	}

}
