package io.github.clilogin.testsupport;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a PostgreSQL server.
 */
final class PostgreSqlServer extends DatabaseServer {

	private final List<String> options;

	PostgreSqlServer(Path program, boolean shared) {
		super("postgres", program);
		// A shared server is never killed, so nothing must survive a power cut
		this.options = shared ? List.of("-c", "fsync=off", "-c", "full_page_writes=off") : List.of();
	}

	@Override
	void initialize() {
		runInDirectory(List.of(beside("initdb"), "--pgdata=" + data(), "--username=clilogin", "--auth=trust",
				"--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"));
	}

	@Override
	List<String> command() {
		List<String> command = new ArrayList<>(List.of(program().toString(), "-D", data().toString(), "-h", "127.0.0.1",
				"-p", String.valueOf(port()), "-k", "", "-c", "max_connections=200", "-c", "lc_messages=C"));
		command.addAll(this.options);
		return unprivileged(command);
	}

	@Override
	String readyMessage() {
		return "database system is ready to accept connections";
	}

	/** Ends the connections of clients instead of waiting for them. */
	@Override
	String stopSignal() {
		return "INT";
	}

	@Override
	String url(String database) {
		return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?user=clilogin";
	}

	@Override
	public String adminUrl() {
		return url("postgres");
	}

}
