package com.example.databases;

import java.util.List;

import javax.sql.DataSource;

import com.example.login.Browser;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts a host application that stores logins in a data source of their own.
 */
class SecondDataSourceTests {

	private static final String TABLES = "select table_name from information_schema.tables where table_schema = 'PUBLIC'";

	@Test
	void storesLoginsThere() {
		try (RunningHost host = RunningHost.startEnabled(List.of(DatabasesApplication.class, LoginsDatabase.class),
				"--spring.datasource.url=jdbc:h2:mem:orders", "--acme.logins.jdbc-url=jdbc:h2:mem:logins")) {
			new Terminal(host.url()).login(new Browser(), "ann");
			assertThat(tables(host, "dataSource")).isEmpty();
			assertThat(tables(host, "loginsDataSource")).contains("CLILOGIN_LOGINS");
		}
	}

	private static List<@Nullable String> tables(RunningHost host, String dataSource) {
		return JdbcClient.create(host.context().getBean(dataSource, DataSource.class))
			.sql(TABLES)
			.query(String.class)
			.list();
	}

}
