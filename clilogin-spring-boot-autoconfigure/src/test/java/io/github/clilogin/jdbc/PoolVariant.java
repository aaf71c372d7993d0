package io.github.clilogin.jdbc;

import java.util.function.Consumer;

import com.zaxxer.hikari.HikariConfig;

/**
 * A configuration of the connection pool that can break a store.
 */
enum PoolVariant implements Consumer<HikariConfig> {

	/** The defaults of HikariCP. */
	DEFAULT((pool) -> {
	}),

	/** No connection commits by itself. */
	MANUAL_COMMIT((pool) -> pool.setAutoCommit(false)),

	/** A transaction sees the rows as they were at its first statement. */
	REPEATABLE_READ((pool) -> pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ")),

	/** All threads of the instance share one connection. */
	ONE_CONNECTION((pool) -> pool.setMaximumPoolSize(1)),

	/** No connection commits by itself, and a transaction sees a snapshot. */
	MANUAL_SNAPSHOT(MANUAL_COMMIT.options.andThen(REPEATABLE_READ.options));

	private final Consumer<HikariConfig> options;

	PoolVariant(Consumer<HikariConfig> options) {
		this.options = options;
	}

	@Override
	public void accept(HikariConfig pool) {
		this.options.accept(pool);
	}

}
