package io.github.clilogin.memory;

import java.time.Duration;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.test.AbstractCliLoginRepositoryTests;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the in-memory store to the contract.
 */
class MemoryCliLoginRepositoryTests extends AbstractCliLoginRepositoryTests {

	@Override
	protected CliLoginRepository createRepository() {
		return MemoryCliLogins.repository();
	}

	/** Steps of nanoseconds seldom meet: only many rounds show a missing lock. */
	@Override
	protected int raceRounds() {
		return 40;
	}

	@Test
	void sweepDropsLoginsPastTheirPurgeTime() {
		CliLogin login = insertPending();
		repository().sweep(login.purgeAt().minusMillis(1));
		assertThat(repository().findById(login.id())).isPresent();
		repository().sweep(login.purgeAt().plus(Duration.ZERO));
		assertThat(repository().findById(login.id())).isEmpty();
		assertThat(repository().findByUserCode(login.userCode())).isEmpty();
	}

}
