package io.github.clilogin.memory;

import io.github.clilogin.CliLoginRepository;

/**
 * Makes in-memory stores. Their logins are lost with the process, and they serve one
 * instance only.
 */
public final class MemoryCliLogins {

	private MemoryCliLogins() {
	}

	/**
	 * Returns a new, empty store, safe for use by many threads.
	 * @return the store
	 */
	public static CliLoginRepository repository() {
		return new MemoryCliLoginRepository();
	}

}
