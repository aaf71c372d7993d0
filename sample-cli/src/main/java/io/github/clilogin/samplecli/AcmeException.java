package io.github.clilogin.samplecli;

/**
 * A command that did not succeed: a sentence for the person, a number for the script.
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
