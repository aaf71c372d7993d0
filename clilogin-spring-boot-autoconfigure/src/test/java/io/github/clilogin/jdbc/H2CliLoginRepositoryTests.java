package io.github.clilogin.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.test.AbstractCliLoginRepositoryTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the JDBC store on H2 to the contract, with an option that would ignore case.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class H2CliLoginRepositoryTests extends AbstractCliLoginRepositoryTests {

	@AutoClose
	private final H2Tables tables = new H2Tables("h2", "REGULAR;IGNORECASE=TRUE");

	@Override
	protected CliLoginRepository createRepository() {
		return JdbcCliLogins.repository(this.tables.dataSource(), this.tables.create());
	}

	/** One round keeps the default build fast. The profile races runs more. */
	@Override
	protected int raceRounds() {
		return (Integer.getInteger("clilogin.test.rounds") != null) ? 6 : 1;
	}

	@Test
	void sweepDropsLoginsPastTheirPurgeTime() {
		CliLogin login = insertPending();
		repository().sweep(login.purgeAt().minusMillis(1));
		assertThat(repository().findById(login.id())).isPresent();
		repository().sweep(login.purgeAt());
		assertThat(repository().findById(login.id())).isEmpty();
	}

	@Test
	void sweepDropsMoreLoginsThanABatchHas() {
		CliLogin login = insertPending();
		for (int i = 0; i < 1_100; i++) {
			insertPending();
		}
		repository().sweep(login.purgeAt());
		assertThat(repository().countPending(login.createdAt())).isZero();
	}

}
