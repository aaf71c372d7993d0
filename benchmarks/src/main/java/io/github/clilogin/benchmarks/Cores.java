package io.github.clilogin.benchmarks;

/**
 * Assigns processes to cores, so that the load generator does not use the server's core.
 */
final class Cores {

	static final String SERVER = "0";

	/** The core of the load generator and of the database. */
	static final String GENERATOR = "1";

	static final String BOTH = "0,1";

	private Cores() {
	}

}
