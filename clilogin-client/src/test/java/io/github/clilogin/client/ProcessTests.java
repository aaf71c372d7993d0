package io.github.clilogin.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what depends on the process: the warning on standard error and the names of
 * computers.
 */
@Timeout(120)
class ProcessTests {

	private static final String HOSTS = "-Djdk.net.hosts.file=";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path temp;

	/** Returns the lines that another process prints. */
	private static List<String> run(List<String> options, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), OtherProcess.class.getName()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().remove("JAVA_TOOL_OPTIONS");
		Process process = builder.start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(output).isZero();
			return output.lines().toList();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private Path file(String name, String file, String directory) throws IOException {
		Path home = Files.createDirectories(this.temp.resolve(name));
		Path path = Files.writeString(home.resolve("credentials.json"), "{}");
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(file));
		Files.setPosixFilePermissions(home, PosixFilePermissions.fromString(directory));
		return path;
	}

	@ParameterizedTest
	@DisabledOnOs(OS.WINDOWS)
	@CsvSource({ "rw-r--r--, rwx------, chmod 600 FILE", "rw-r-----, rwx------, chmod 600 FILE",
			"rw--w----, rwxr-xr-x, chmod 600 FILE", "rw-------, rwxrwxrwx, chmod go-w DIR",
			"rw-------, rwxrwx---, chmod go-w DIR", "rw-rw-rw-, rwxrwxrwx, chmod 600 FILE && chmod go-w DIR" })
	void loosePermissionsAreNamedOnceWithTheCommandThatMendsThem(String file, String directory, String cure)
			throws Exception {
		Path path = file("config", file, directory);
		String command = cure.replace("FILE", path.toString()).replace("DIR", this.temp.resolve("config").toString());
		assertThat(run(List.of(), "load", path.toString())).containsExactly(
				"Warning: other users can read or replace the credentials in " + path + ". Run: " + command);
		Process mend = new ProcessBuilder("sh", "-c", command).start();
		assertThat(mend.waitFor()).isZero();
		assertThat(run(List.of(), "load", path.toString())).isEmpty();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aPathWithSpacesIsQuoted() throws Exception {
		Path path = file("it's a home", "rw-r--r--", "rwx------");
		assertThat(run(List.of(), "load", path.toString())).singleElement()
			.asString()
			.endsWith("Run: chmod 600 '" + path.toString().replace("'", "'\\''") + "'");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void strictPermissionsAndAMissingFileAreNotMentioned() throws Exception {
		assertThat(run(List.of(), "load", file("config", "rw-------", "rwxr-xr-x").toString())).isEmpty();
		assertThat(run(List.of(), "load", this.temp.resolve("none/credentials.json").toString())).isEmpty();
	}

	@Test
	void aLocalhostNameThatLeadsElsewhereGetsNoRequest() throws Exception {
		Path hosts = Files.writeString(this.temp.resolve("hosts"), """
				127.0.0.1 local.localhost
				203.0.113.9 evil.localhost
				127.0.0.1 both.localhost
				203.0.113.9 both.localhost
				""");
		for (String name : List.of("evil.localhost", "both.localhost", "EVIL.localhost")) {
			assertThat(run(List.of(HOSTS + hosts), "start", "http://" + name + ":1")).as(name)
				.singleElement()
				.asString()
				.contains("(the name belongs to another computer. Use https://)");
		}
		assertThat(run(List.of(HOSTS + hosts), "start", "http://local.localhost:1")).singleElement()
			.asString()
			.contains("(connection refused)");
		assertThat(run(List.of(HOSTS + hosts), "start", "http://none.localhost:1")).singleElement()
			.asString()
			.contains("(unknown host)");
	}

}
