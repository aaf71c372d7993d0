package com.example.databases;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import com.example.login.Browser;
import com.example.login.Log;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Creates the tables by Flyway and Liquibase, as the guide does.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationTests {

	private static final String NEVER = "--clilogin.jdbc.initialize-schema=never";

	@Test
	void flywayRunsACopyOfTheScript(@TempDir Path migrations, CapturedOutput output) throws IOException {
		Files.writeString(migrations.resolve("V1__create_orders.sql"), "create table orders (id bigint primary key);");
		copyScript(migrations.resolve("V2__create_clilogin_tables.sql"));
		logIn("flyway", NEVER, "--spring.flyway.enabled=true", "--spring.flyway.locations=filesystem:" + migrations);
		assertThat(Log.lines(output.getAll(), "io.github.clilogin")).isEmpty();
	}

	@Test
	void liquibaseRunsACopyOfTheScript(CapturedOutput output) throws IOException {
		Path changelog = new ClassPathResource("db/changelog/db.changelog-master.yaml").getFile().toPath();
		copyScript(changelog.resolveSibling("create-clilogin-tables.sql"));
		logIn("liquibase", NEVER, "--spring.liquibase.enabled=true");
		assertThat(Log.lines(output.getAll(), "io.github.clilogin")).isEmpty();
	}

	/** Flyway refuses a database with tables, unless it created them. */
	@Test
	void tablesAreCreatedAfterTheMigrationsOfTheHost(@TempDir Path migrations) throws IOException {
		Files.writeString(migrations.resolve("V1__create_orders.sql"), "create table orders (id bigint primary key);");
		logIn("orders", "--clilogin.jdbc.initialize-schema=always", "--spring.flyway.enabled=true",
				"--spring.flyway.locations=filesystem:" + migrations);
	}

	private static void copyScript(Path target) throws IOException {
		try (InputStream script = new ClassPathResource("io/github/clilogin/jdbc/schema-h2.sql").getInputStream()) {
			Files.copy(script, target, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	private static void logIn(String database, String... properties) {
		String[] arguments = new String[properties.length + 1];
		System.arraycopy(properties, 0, arguments, 1, properties.length);
		arguments[0] = "--spring.datasource.url=jdbc:h2:mem:" + database;
		try (RunningHost host = RunningHost.startEnabled(DatabasesApplication.class, arguments)) {
			Terminal terminal = new Terminal(host.url());
			String token = terminal.login(new Browser(), "ann");
			assertThat(terminal.get("/api/me", token).body()).isEqualTo("ann");
		}
	}

}
