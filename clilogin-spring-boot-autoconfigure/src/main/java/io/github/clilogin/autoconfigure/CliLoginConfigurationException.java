package io.github.clilogin.autoconfigure;

/**
 * Configuration that contradicts itself; start-up fails and says what to do.
 */
public final class CliLoginConfigurationException extends RuntimeException {

	private final String action;

	/**
	 * Creates the exception.
	 * @param description what is wrong, a sentence
	 * @param action what to do about it
	 */
	public CliLoginConfigurationException(String description, String action) {
		super(description);
		this.action = action;
	}

	String action() {
		return this.action;
	}

}
