package com.example.datajdbc;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests parts of the host application, in which clilogin is enabled. The cache of the
 * host needs its auto-configuration in a slice.
 */
class SliceTests {

	@Nested
	@ImportAutoConfiguration(CacheAutoConfiguration.class)
	@DataJdbcTest(properties = "clilogin.endpoints.cli=true")
	class Repositories {

		@Test
		void areTestedAsWithoutTheStarter(@Autowired Customers customers,
				@Autowired ObjectProvider<CliLoginService> service) {
			assertThat(customers.findByName("Globex")).hasSize(1);
			assertThat(service.stream()).isEmpty();
		}

	}

	@Nested
	@ImportAutoConfiguration(CacheAutoConfiguration.class)
	@JdbcTest(properties = "clilogin.endpoints.cli=true")
	class Database {

		@Test
		void isTestedAsWithoutTheStarter(@Autowired JdbcClient database,
				@Autowired ObjectProvider<CliLoginRepository> store) {
			assertThat(database.sql("select count(*) from customer").query(Long.class).single()).isEqualTo(2);
			assertThat(store.stream()).isEmpty();
		}

	}

}
