package io.github.clilogin.benchmarks;

/**
 * Who runs where: figures of a server are per core, and the generator does not take from
 * it.
 */
final class Cores {

	static final String SERVER = "0";

	/** Of the database, too. */
	static final String GENERATOR = "1";

	static final String BOTH = "0,1";

	private Cores() {
	}

}
