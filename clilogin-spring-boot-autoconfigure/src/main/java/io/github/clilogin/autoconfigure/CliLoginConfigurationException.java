package io.github.clilogin.autoconfigure;

/** Reports an invalid or contradictory configuration, which stops the start-up. */
public final class CliLoginConfigurationException extends RuntimeException {

	private final String action;

	/**
	 * Creates the exception.
	 * @param description the problem, a sentence
	 * @param action the solution, a sentence
	 */
	public CliLoginConfigurationException(String description, String action) {
		super(description);
		this.action = action;
	}

	/**
	 * {@return the solution}
	 */
	public String action() {
		return this.action;
	}

}
