package io.github.clilogin.testsupport;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DatabaseServer} and {@link RealDatabase}.
 */
class DatabaseServerTests {

	@ParameterizedTest
	@EnumSource
	void dataSurviveAStopAKillAndAPause(RealDatabase product) throws Exception {
		Path directory;
		try (DatabaseServer server = product.start()) {
			directory = server.directory();
			String url = server.newDatabase(getClass());
			execute(url, "CREATE TABLE test (id INTEGER)");
			execute(url, "INSERT INTO test VALUES (1)");
			try (Connection open = DriverManager.getConnection(url)) {
				assertThat(open.isValid(1)).isTrue();
				server.stop();
			}
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> count(url));
			server.restart();
			assertThat(count(url)).isEqualTo(1);
			execute(url, "INSERT INTO test VALUES (2)");
			server.kill();
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> count(url));
			server.restart();
			assertThat(count(url)).isEqualTo(2);
			try (Connection open = DriverManager.getConnection(url)) {
				server.whilePaused(() -> assertThat(open.isValid(1)).isFalse());
			}
			assertThat(count(url)).isEqualTo(2);
		}
		assertThat(directory).doesNotExist();
	}

	@ParameterizedTest
	@EnumSource
	void allTestsShareOneServerAndEachHasADatabase(RealDatabase product) throws Exception {
		String first = product.newDatabase(getClass());
		String second = product.newDatabase(getClass());
		assertThat(first).contains("/clilogin_databaseservertests_").isNotEqualTo(second);
		execute(first, "CREATE TABLE test (id INTEGER)");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> count(second));
		assertThat(product.server()).isSameAs(product.server());
		assertThat(product.server().directory()).isNotEmptyDirectory();
	}

	@ParameterizedTest
	@EnumSource
	void aTestWithoutTheProgramIsSkippedOrFailsInContinuousIntegration(RealDatabase product) {
		assertThat(product.missing("")).isInstanceOf(TestAbortedException.class).hasMessageContaining("install");
		assertThat(product.missing("true")).isInstanceOf(IllegalStateException.class).hasMessageContaining("install");
	}

	private static void execute(String url, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static int count(String url) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM test")) {
			result.next();
			return result.getInt(1);
		}
	}

}
