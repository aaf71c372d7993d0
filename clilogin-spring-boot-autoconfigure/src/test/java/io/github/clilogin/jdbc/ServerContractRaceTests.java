package io.github.clilogin.jdbc;

import java.util.function.Consumer;

import com.zaxxer.hikari.HikariConfig;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import io.github.clilogin.testsupport.RealDatabase;
import io.github.clilogin.testsupport.RealDatabaseTest;

/**
 * Holds the JDBC store to the contract on real servers with pools of every configuration,
 * with more rounds of each race.
 */
@EnabledIfSystemProperty(named = "clilogin.test.rounds", matches = ".+", disabledReason = "Needs -Praces")
class ServerContractRaceTests {

	/** PostgreSQL with the defaults of the pool. */
	@Nested
	class PostgreSqlTests extends PostgreSqlContract {

		PostgreSqlTests() {
			super(PoolVariant.DEFAULT);
		}

	}

	/** PostgreSQL without automatic commits. */
	@Nested
	class PostgreSqlManualCommitTests extends PostgreSqlContract {

		PostgreSqlManualCommitTests() {
			super(PoolVariant.MANUAL_COMMIT);
		}

	}

	/** PostgreSQL with transactions that see a snapshot. */
	@Nested
	class PostgreSqlRepeatableReadTests extends PostgreSqlContract {

		PostgreSqlRepeatableReadTests() {
			super(PoolVariant.REPEATABLE_READ);
		}

	}

	/** PostgreSQL with a pool of one connection. */
	@Nested
	class PostgreSqlOneConnectionTests extends PostgreSqlContract {

		PostgreSqlOneConnectionTests() {
			super(PoolVariant.ONE_CONNECTION);
		}

	}

	/** MariaDB with the defaults of the pool. */
	@Nested
	class MariaDbTests extends MariaDbContract {

		MariaDbTests() {
			super(PoolVariant.DEFAULT);
		}

	}

	/** MariaDB without automatic commits. */
	@Nested
	class MariaDbManualCommitTests extends MariaDbContract {

		MariaDbManualCommitTests() {
			super(PoolVariant.MANUAL_COMMIT);
		}

	}

	/** MariaDB with transactions that see a snapshot, which is its default. */
	@Nested
	class MariaDbRepeatableReadTests extends MariaDbContract {

		MariaDbRepeatableReadTests() {
			super(PoolVariant.REPEATABLE_READ);
		}

	}

	/** MariaDB with a pool of one connection. */
	@Nested
	class MariaDbOneConnectionTests extends MariaDbContract {

		MariaDbOneConnectionTests() {
			super(PoolVariant.ONE_CONNECTION);
		}

	}

	/** MariaDB by the driver of MySQL. */
	@Nested
	class MySqlDriverTests extends MariaDbContract {

		MySqlDriverTests() {
			super((pool) -> pool.setJdbcUrl(ServerTables.mySqlUrl(pool.getJdbcUrl())));
		}

	}

	/**
	 * MariaDB by the driver of MySQL, which counts changed rows instead of found ones.
	 */
	@Nested
	class MySqlDriverChangedRowsTests extends MariaDbContract {

		MySqlDriverChangedRowsTests() {
			super((pool) -> pool.setJdbcUrl(ServerTables.mySqlUrl(pool.getJdbcUrl()) + "&useAffectedRows=true"));
		}

	}

	/** Runs each race in more rounds. */
	private abstract static class MoreRounds extends AbstractServerContractTests {

		MoreRounds(RealDatabase product, Consumer<HikariConfig> pool) {
			super(product, pool);
		}

		@Override
		protected int raceRounds() {
			return 6;
		}

	}

	/** Needs PostgreSQL. */
	@RealDatabaseTest(RealDatabase.POSTGRESQL)
	private abstract static class PostgreSqlContract extends MoreRounds {

		PostgreSqlContract(Consumer<HikariConfig> pool) {
			super(RealDatabase.POSTGRESQL, pool);
		}

	}

	/** Needs MariaDB. */
	@RealDatabaseTest(RealDatabase.MARIADB)
	private abstract static class MariaDbContract extends MoreRounds {

		MariaDbContract(Consumer<HikariConfig> pool) {
			super(RealDatabase.MARIADB, pool);
		}

	}

}
