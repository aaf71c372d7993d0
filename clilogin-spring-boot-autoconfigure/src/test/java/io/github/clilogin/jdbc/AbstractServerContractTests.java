package io.github.clilogin.jdbc;

import java.util.function.Consumer;

import com.zaxxer.hikari.HikariConfig;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.test.AbstractCliLoginRepositoryTests;
import io.github.clilogin.testsupport.RealDatabase;

/**
 * Holds the JDBC store to the contract on a real server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractServerContractTests extends AbstractCliLoginRepositoryTests {

	@AutoClose
	private final ServerTables tables;

	AbstractServerContractTests(RealDatabase product, Consumer<HikariConfig> pool) {
		this.tables = new ServerTables(product, getClass(), pool);
	}

	@Override
	protected CliLoginRepository createRepository() {
		return this.tables.repository();
	}

	/** One round keeps the default build fast. The profile races runs more. */
	@Override
	protected int raceRounds() {
		return 1;
	}

}
