package io.github.clilogin.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a MariaDB server.
 */
final class MariaDbServer extends DatabaseServer {

	/** The user of tests may use databases of tests, but not change the server. */
	private static final String USERS = """
			CREATE USER IF NOT EXISTS admin@'%' IDENTIFIED BY 'admin';
			GRANT ALL ON *.* TO admin@'%';
			CREATE USER IF NOT EXISTS clilogin@'%' IDENTIFIED BY 'clilogin';
			GRANT ALL ON `clilogin\\_%`.* TO clilogin@'%';
			""";

	private final List<String> options;

	MariaDbServer(Path program, boolean shared) {
		super("mariadbd", program);
		// A shared server is never killed, so nothing must survive a power cut
		this.options = shared ? List.of("--innodb-flush-log-at-trx-commit=2", "--innodb-flush-method=nosync")
				: List.of();
	}

	/** Returns the directory with {@code bin}, {@code sbin} and {@code share}. */
	private Path base() {
		return program().resolve("../..").normalize();
	}

	@Override
	void initialize() {
		runInDirectory(List.of(base().resolve("bin/mariadb-install-db").toString(), "--no-defaults",
				"--basedir=" + base(), "--datadir=" + data(), "--auth-root-authentication-method=normal",
				"--skip-test-db", "--innodb-flush-method=nosync"));
		try {
			Files.writeString(users(), USERS);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path users() {
		return directory().resolve("users.sql");
	}

	@Override
	List<String> command() {
		List<String> command = new ArrayList<>(List.of(program().toString(), "--no-defaults", "--basedir=" + base(),
				"--datadir=" + data(), "--bind-address=127.0.0.1", "--port=" + port(), "--socket=mariadb.sock",
				"--pid-file=mariadb.pid", "--skip-name-resolve", "--max-connections=200", "--init-file=" + users(),
				"--innodb-buffer-pool-size=64M", "--character-set-server=utf8mb4"));
		command.addAll(this.options);
		return unprivileged(command);
	}

	@Override
	String readyMessage() {
		return "ready for connections";
	}

	@Override
	String url(String database) {
		return url(database, "clilogin");
	}

	private String url(String database, String user) {
		return "jdbc:mariadb://127.0.0.1:%d/%s?user=%s&password=%s".formatted(port(), database, user, user);
	}

	@Override
	public String adminUrl() {
		return url("mysql", "admin");
	}

}
