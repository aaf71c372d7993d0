package io.github.clilogin.samplecli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Describes {@code acme} as a process that cannot reach the developer's home directory.
 * The environment starts empty, since variables such as {@code ACME_KEYCHAIN} lead to
 * credentials outside the home directory.
 *
 * @param home the home directory of the process
 * @param environment the variables that the test sets
 */
record AcmeProcess(Path home, Map<String, String> environment) {

	/**
	 * Names variables that find programs and encode text, but do not lead to files of the
	 * developer.
	 */
	private static final Set<String> INHERITED = Set.of("PATH", "LANG", "LC_ALL", "LC_CTYPE");

	/** Returns the command that runs {@code acme}. */
	List<String> command(String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-XX:TieredStopAtLevel=1");
		// Stands for the account database, so that no test can reach the developer's home
		command.add("-Duser.home=" + this.home.resolve("account"));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), Acme.class.getName()));
		command.addAll(List.of(arguments));
		return command;
	}

	/** Returns all environment variables of the process. */
	Map<String, String> variables() {
		return variables(System.getenv());
	}

	Map<String, String> variables(Map<String, String> developer) {
		Map<String, String> variables = new HashMap<>(developer);
		variables.keySet().retainAll(INHERITED);
		variables.put("HOME", this.home.toString());
		variables.putAll(this.environment);
		return variables;
	}

	/** Returns a builder for the process without a terminal. */
	ProcessBuilder builder(String... arguments) {
		ProcessBuilder builder = new ProcessBuilder(command(arguments));
		builder.environment().clear();
		builder.environment().putAll(variables());
		return builder;
	}

}
