package io.github.clilogin.samplecli;

/**
 * Thrown when a command fails. The message is for the user, and the exit code is for
 * scripts.
 */
final class AcmeException extends Exception {

	private static final long serialVersionUID = 1L;

	private final ExitCode exitCode;

	AcmeException(ExitCode exitCode, String sentence) {
		super(sentence);
		this.exitCode = exitCode;
	}

	ExitCode exitCode() {
		return this.exitCode;
	}

}
