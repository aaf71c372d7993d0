package io.github.clilogin.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link WriteLock} with concurrent threads and processes.
 */
@Timeout(120)
class WriteLockTests {

	private static final Duration AT_ONCE = Duration.ZERO;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path temp;

	private final List<Process> processes = new ArrayList<>();

	@AfterEach
	void endProcesses() {
		this.processes.forEach(Process::destroyForcibly);
	}

	private Path lock() {
		return this.temp.resolve(".credentials.json.lock");
	}

	private Path file() {
		return this.temp.resolve("credentials.json");
	}

	private Process start(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), OtherProcess.class.getName()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		// The JVM would print the options before the output that the test reads
		builder.environment().remove("JAVA_TOOL_OPTIONS");
		Process process = builder.start();
		this.processes.add(process);
		return process;
	}

	private static String output(Process process) {
		try {
			return new String(process.getInputStream().readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Makes 1,000 writes. */
	@Test
	void processesAndThreadsThatWriteAtOnceUndoNothing() throws Exception {
		Files.writeString(file(), "{\"version\":2}");
		List<Process> writers = List.of(start("write", file().toString(), "first", "2", "250"),
				start("write", file().toString(), "second", "2", "250"));
		assertThat(writers).extracting(WriteLockTests::output).containsOnly("nothing lost\n");
		CredentialStore store = CredentialStore.file(file());
		for (String server : List.of("first0", "first1", "second0", "second1")) {
			assertThat(store.load(OtherProcess.server(server))).map(Credentials::accessToken).contains("clt_249");
			store.delete(OtherProcess.server(server));
		}
		assertThat(Files.readString(file()).replaceAll("\\s", "")).isEqualTo("{\"version\":2}");
		assertThat(this.temp.toFile().list()).containsExactly("credentials.json");
	}

	@Test
	void aLockOfAnotherProcessIsWaitedForAndReported() throws Exception {
		Process holder = start("hold", lock().toString());
		assertThat(holder.inputReader().readLine()).isEqualTo("held");
		assertThatIOException().isThrownBy(() -> WriteLock.holding(lock(), AT_ONCE, () -> Files.createFile(file())))
			.withMessage("Another process holds the lock on the credentials. Try again. "
					+ "If no such process is running, delete " + lock() + ".");
		assertThat(file()).doesNotExist();
		holder.getOutputStream().close();
		WriteLock.holding(lock(), Duration.ofSeconds(60), () -> Files.createFile(file()));
		assertThat(file()).exists();
	}

	@Test
	void aProcessThatDiesLeavesNoLock() throws Exception {
		Process holder = start("hold", lock().toString());
		assertThat(holder.inputReader().readLine()).isEqualTo("held");
		holder.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
		assertThat(lock()).exists();
		WriteLock.holding(lock(), AT_ONCE, () -> Files.createFile(file()));
		assertThat(file()).exists();
		assertThat(lock()).doesNotExist();
	}

}
