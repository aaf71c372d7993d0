package io.github.clilogin.memory;

import io.github.clilogin.AbstractReturnCodeRaceTests;
import io.github.clilogin.CliLoginRepository;

/**
 * Tests races of wrong return codes on the in-memory store.
 */
class MemoryReturnCodeRaceTests extends AbstractReturnCodeRaceTests {

	private final CliLoginRepository repository = MemoryCliLogins.repository();

	MemoryReturnCodeRaceTests() {
		super(200);
	}

	@Override
	protected CliLoginRepository openRepository() {
		return this.repository;
	}

}
