package io.github.clilogin.memory;

import io.github.clilogin.CliLoginRepository;

/**
 * Creates in-memory stores, which serve one instance and lose their logins at its end.
 */
public final class MemoryCliLogins {

	private MemoryCliLogins() {
	}

	/**
	 * {@return a new empty store, which is thread-safe}
	 */
	public static CliLoginRepository repository() {
		return new MemoryCliLoginRepository();
	}

}
