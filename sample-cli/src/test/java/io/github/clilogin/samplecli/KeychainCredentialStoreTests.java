package io.github.clilogin.samplecli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

import io.github.clilogin.client.CredentialStore;
import io.github.clilogin.client.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A keychain that works, and those that do not, played by a program that is called as
 * {@code secret-tool} is.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class KeychainCredentialStoreTests {

	private static final URI SERVER = URI.create("https://app.example.com");

	private static final Credentials ANN = new Credentials("clt_secret", "Bearer",
			Instant.parse("2027-01-01T00:00:00Z"), Set.of("read"), "ann");

	private final StringWriter err = new StringWriter();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path temp;

	private Path file() {
		return this.temp.resolve("credentials.json");
	}

	private CredentialStore store(String script) throws Exception {
		Path program = Files.writeString(this.temp.resolve("secret-tool"), "#!/bin/sh\n" + script + "\n");
		assertThat(program.toFile().setExecutable(true)).isTrue();
		return new KeychainCredentialStore(program.toString(), "acme", CredentialStore.file(file()),
				new PrintWriter(this.err, true));
	}

	private CredentialStore working() throws Exception {
		return store("""
				echo "$@" >>"$0.calls"
				case $1 in
					store) cat >"$0.kept" ;;
					lookup) cat "$0.kept" ;;
					clear) rm "$0.kept" ;;
				esac""");
	}

	@Test
	void aKeychainThatWorksKeepsThemAndTheFileDoesNot() throws Exception {
		CredentialStore.file(file()).save(SERVER, ANN);
		working().save(SERVER, ANN);
		assertThat(file()).doesNotExist();
		assertThat(working().load(SERVER)).contains(ANN);
		working().delete(SERVER);
		assertThat(working().load(SERVER)).isEmpty();
		assertThat(this.err.toString()).isEmpty();
	}

	@Test
	void noSecretIsOnACommandLine() throws Exception {
		working().save(SERVER, ANN);
		assertThat(this.temp.resolve("secret-tool.calls")).content()
			.contains("store --label acme service acme server " + SERVER)
			.doesNotContain("clt_secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "exit 1", "sleep 30", "kill -9 $$" })
	void oneThatFailsOrHangsIsReplacedByTheFileAndSaidSo(String script) throws Exception {
		CredentialStore store = store(script);
		long before = System.nanoTime();
		store.save(SERVER, ANN);
		assertThat(System.nanoTime() - before).isLessThan(10_000_000_000L);
		assertThat(CredentialStore.file(file()).load(SERVER)).contains(ANN);
		assertThat(this.err.toString()).contains("keychain does not work here", "a file that only you can read");
	}

	@Test
	void oneThatIsMissingIsReplacedToo() throws Exception {
		CredentialStore store = new KeychainCredentialStore(this.temp.resolve("nowhere").toString(), "acme",
				CredentialStore.file(file()), new PrintWriter(this.err, true));
		store.save(SERVER, ANN);
		assertThat(store.load(SERVER)).contains(ANN);
		store.delete(SERVER);
		assertThat(file()).doesNotExist();
	}

}
