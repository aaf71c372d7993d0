package io.github.clilogin.samplecli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/**
 * Tests for {@link KeychainCredentialStore} with scripts in the role of
 * {@code secret-tool}.
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
					lookup) cat "$0.kept" 2>/dev/null ;;
					clear) rm -f "$0.kept" ;;
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
	@ValueSource(strings = { "https://App.Example.com", "HTTPS://app.example.com:443/" })
	void aServerHasOneSpellingAsInTheFile(String server) throws Exception {
		working().load(URI.create(server));
		assertThat(this.temp.resolve("secret-tool.calls")).content().endsWith(" server " + SERVER + "\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "exit 1", "sleep 30", "kill -9 $$" })
	void oneThatFailsOrHangsIsReplacedByTheFileAndSaidSo(String script) throws Exception {
		CredentialStore store = store(script);
		assertTimeout(Duration.ofSeconds(10), () -> store.save(SERVER, ANN));
		assertThat(CredentialStore.file(file()).load(SERVER)).contains(ANN);
		assertThat(this.err.toString()).contains("keychain is not available", "a file that only you can read");
	}

	private CredentialStore locked() throws Exception {
		return store("echo 'secret-tool: Cannot get secret of a locked object' >&2; exit 1");
	}

	@Test
	void theFileIsNewerThanALockedKeychain() throws Exception {
		Credentials bob = new Credentials("clt_newer", "Bearer", null, Set.of(), "bob");
		working().save(SERVER, ANN);
		locked().save(SERVER, bob);
		assertThat(working().load(SERVER)).contains(bob);
		working().save(SERVER, ANN);
		assertThat(working().load(SERVER)).contains(ANN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "echo locked >&2; exit 1", "sleep 30", "kill -9 $$", "exec >&- 2>&-; sleep 30",
			"sleep 2; exec >&-; sleep 2; exec 2>&-; sleep 30" })
	void aKeychainThatDoesNotAnswerIsNotTakenForEmpty(String script) throws Exception {
		CredentialStore store = store(script);
		assertTimeout(Duration.ofSeconds(6), () -> assertThatIOException().isThrownBy(() -> store.load(SERVER))
			.withMessageContainingAll("keychain does not answer", "Unlock it"));
	}

	@Test
	void aLogoutSaysThatALockedKeychainMayKeepALogin() throws Exception {
		locked().save(SERVER, ANN);
		locked().delete(SERVER);
		assertThat(file()).doesNotExist();
		assertThat(this.err.toString()).contains("may still contain an older login", "log out again");
	}

	@Test
	void aMissingKeychainIsReplacedByTheFile() throws Exception {
		CredentialStore store = new KeychainCredentialStore(this.temp.resolve("nowhere").toString(), "acme",
				CredentialStore.file(file()), new PrintWriter(this.err, true));
		store.save(SERVER, ANN);
		assertThat(store.load(SERVER)).contains(ANN);
		store.delete(SERVER);
		assertThat(file()).doesNotExist();
		assertThat(store.load(SERVER)).isEmpty();
		assertThat(this.err.toString()).doesNotContain("older login");
	}

}
