package io.github.clilogin.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Runs a server of a relational database. {@link RealDatabase} starts it.
 */
public abstract class DatabaseServer extends TestServer {

	private static final int NAME_LENGTH = 40;

	/** The ID of the user without privileges that every Linux has. */
	private static final int UNPRIVILEGED = 65_534;

	private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

	private final Path program;

	/**
	 * Creates the directory of the server.
	 * @param name the name of the program
	 * @param program the program
	 */
	DatabaseServer(String name, Path program) {
		super(name);
		this.program = program;
		if (ROOT) {
			giveAway(directory());
		}
	}

	/** Creates the files of an empty server. */
	abstract void initialize();

	/** Returns the JDBC URL of a database, with user and password. */
	abstract String url(String database);

	/**
	 * Returns the JDBC URL for a user who may change settings of the server.
	 * @return the URL, with user and password
	 */
	public abstract String adminUrl();

	/**
	 * Creates an empty database. It stays after a restart.
	 * @param test the test class, which the name of the database contains
	 * @return the JDBC URL of the database, with user and password
	 */
	public String newDatabase(Class<?> test) {
		String random = UUID.randomUUID().toString().substring(0, 8);
		String readable = "clilogin_" + test.getSimpleName().toLowerCase(Locale.ROOT);
		String database = readable.substring(0, Math.min(readable.length(), NAME_LENGTH)) + "_" + random;
		administer("CREATE DATABASE " + database);
		return url(database);
	}

	/**
	 * Executes a statement as a user who may change settings of the server.
	 * @param sql the statement
	 */
	public void administer(String sql) {
		try (Connection connection = DriverManager.getConnection(adminUrl());
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not execute: " + sql, ex);
		}
	}

	Path program() {
		return this.program;
	}

	Path data() {
		return directory().resolve("data");
	}

	/** Returns a program that is installed beside the server. */
	String beside(String name) {
		return this.program.resolveSibling(name).toString();
	}

	/** Runs a program in the directory of the server, as the user who runs the server. */
	void runInDirectory(List<String> command) {
		if (!run(directory(), unprivileged(command))) {
			throw new IllegalStateException(command.get(0) + " failed");
		}
	}

	/** PostgreSQL does not run as root. */
	static List<String> unprivileged(List<String> command) {
		if (!ROOT) {
			return command;
		}
		List<String> all = new ArrayList<>(
				List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=" + UNPRIVILEGED, "--clear-groups"));
		all.addAll(command);
		return all;
	}

	private static void giveAway(Path directory) {
		try {
			Files.setAttribute(directory, "unix:uid", UNPRIVILEGED);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
