package io.github.clilogin.autoconfigure.store;

import java.util.List;

import javax.sql.DataSource;

import org.springframework.beans.factory.ObjectProvider;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.CliLoginDataSource;
import io.github.clilogin.autoconfigure.CliLoginProperties.Jdbc;
import io.github.clilogin.autoconfigure.CliLoginProperties.SchemaInitialization;
import io.github.clilogin.autoconfigure.CliLoginProperties.Store;
import io.github.clilogin.jdbc.JdbcCliLogins;

/**
 * Finds relational databases.
 *
 * @param beans the beans of the application
 * @param location knows whether the application names the database
 * @param schema creates the tables, absent without Spring Boot's module for JDBC
 * @param settings the settings of the store
 */
record JdbcSource(CandidateBeans beans, JdbcLocation location, ObjectProvider<JdbcSchema> schema,
		Jdbc settings) implements StoreSource {

	@Override
	public Store store() {
		return Store.JDBC;
	}

	@Override
	public List<StoreCandidate> marked() {
		return candidates(this.beans.marked(DataSource.class, CliLoginDataSource.class));
	}

	@Override
	public List<StoreCandidate> candidates() {
		return candidates(this.beans.names(DataSource.class));
	}

	@Override
	public List<StoreCandidate> nonDefault() {
		return candidates(this.beans.nonDefault(DataSource.class));
	}

	private List<StoreCandidate> candidates(List<String> names) {
		return names.stream()
			.map((name) -> new StoreCandidate(store(), name, "DataSource", this.location.of(name),
					() -> repository(name)))
			.toList();
	}

	private CliLoginRepository repository(String name) {
		DataSource dataSource = this.beans.get(name, DataSource.class);
		CliLoginRepository repository = repository(dataSource);
		if (this.settings.initializeSchema() != SchemaInitialization.NEVER) {
			createTables(dataSource);
		}
		return repository;
	}

	private CliLoginRepository repository(DataSource dataSource) {
		try {
			return JdbcCliLogins.repository(dataSource, this.settings.table());
		}
		catch (IllegalArgumentException ex) {
			throw new CliLoginConfigurationException("clilogin.jdbc.table is invalid. " + ex.getMessage() + ".",
					"Remove clilogin.jdbc.table to use clilogin_logins, or set another name.");
		}
	}

	private void createTables(DataSource dataSource) {
		JdbcSchema available = this.schema.getIfAvailable();
		if (available != null) {
			available.createTables(dataSource);
		}
		else if (this.settings.initializeSchema() == SchemaInitialization.ALWAYS) {
			throw new CliLoginConfigurationException(
					"clilogin.jdbc.initialize-schema is always, but Spring Boot's module for JDBC is not on the "
							+ "class path.",
					"Add the dependency org.springframework.boot:spring-boot-jdbc, or create the tables by a script "
							+ "io/github/clilogin/jdbc/schema-*.sql and set clilogin.jdbc.initialize-schema=never.");
		}
	}

}
