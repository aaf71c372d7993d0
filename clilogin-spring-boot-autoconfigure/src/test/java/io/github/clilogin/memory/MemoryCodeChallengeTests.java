package io.github.clilogin.memory;

import io.github.clilogin.AbstractCodeChallengeTests;
import io.github.clilogin.CliLoginRepository;

/**
 * Tests logins with a code challenge on the in-memory store.
 */
class MemoryCodeChallengeTests extends AbstractCodeChallengeTests {

	@Override
	protected CliLoginRepository createRepository() {
		return MemoryCliLogins.repository();
	}

}
