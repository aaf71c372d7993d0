package io.github.clilogin.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link FileCredentialStore}.
 */
class FileCredentialStoreTests {

	private static final URI SERVER = URI.create("https://app.example.com");

	private static final Credentials ANN = new Credentials("clt_ann", "Bearer", Instant.parse("2027-01-01T00:00:00Z"),
			Set.of("read", "write"), "ann");

	private static final Credentials BOB = new Credentials("clt_bob", "Bearer", null, Set.of(), null);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path temp;

	private Path file() {
		return directory().resolve("credentials.json");
	}

	private Path directory() {
		return this.temp.resolve("config/acme");
	}

	private CredentialStore store() {
		return CredentialStore.file(file());
	}

	@Test
	void credentialsSurviveTheProcess() throws Exception {
		store().save(SERVER, ANN);
		assertThat(store().load(SERVER)).contains(ANN);
		store().save(SERVER, BOB);
		assertThat(store().load(SERVER)).contains(BOB);
	}

	@Test
	void oneServersCredentialsAreNotAnothers() throws Exception {
		store().save(SERVER, ANN);
		store().save(URI.create("http://localhost:8080"), BOB);
		assertThat(store().load(URI.create("https://app.example.com:8443"))).isEmpty();
		assertThat(store().load(URI.create("http://app.example.com.localhost"))).isEmpty();
		assertThat(store().load(SERVER)).contains(ANN);
	}

	@Test
	void entriesOfOtherVersionsAreKeptUnchanged() throws Exception {
		String entry = "{\"n\":600,\"x\":-1.50e2,\"yes\":true,\"nothing\":null,\"list\":[1,\"a\",[]],\"object\":{\"b\":false}}";
		Files.createDirectories(directory());
		Files.writeString(file(), "{\"version\":2,\"https://other.example.com\":" + entry + "}");
		store().save(SERVER, ANN);
		assertThat(Files.readString(file()).replaceAll("\\s", "")).contains("\"version\":2,", entry);
		assertThat(store().load(SERVER)).contains(ANN);
	}

	@Test
	void aBlockLivesBesideOtherSettings() throws Exception {
		String settings = "{\"ai\":{\"model\":\"x\",\"keys\":[1,{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}]}}";
		Files.createDirectories(directory());
		Files.writeString(file(), settings);
		CredentialStore store = CredentialStore.file(file(), "auth");
		store.prepare();
		store.save(SERVER, ANN);
		assertThat(store.load(SERVER)).contains(ANN);
		assertThat(store().load(SERVER)).isEmpty();
		String kept = Files.readString(file()).replaceAll("\\s", "");
		assertThat(kept).startsWith(settings.substring(0, settings.length() - 1) + ",\"auth\":{\"" + SERVER)
			.contains("\"account\":\"ann\"");
		store.delete(SERVER);
		assertThat(Files.readString(file()).replaceAll("\\s", "")).isEqualTo(settings);
	}

	@Test
	void profilesAreBlocksOfTheirOwn() throws Exception {
		CredentialStore work = CredentialStore.file(file(), "profiles", "work");
		CredentialStore play = CredentialStore.file(file(), "profiles", "play");
		work.save(SERVER, ANN);
		play.save(SERVER, BOB);
		store().save(SERVER, BOB);
		assertThat(work.load(SERVER)).contains(ANN);
		work.delete(SERVER);
		assertThat(play.load(SERVER)).contains(BOB);
		play.delete(SERVER);
		assertThat(Files.readString(file())).doesNotContain("profiles");
		store().delete(SERVER);
		assertThat(file()).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"mine\"", "[]", "null", "7" })
	void aBlockOfAnotherTypeIsNotOverwritten(String value) throws Exception {
		Files.createDirectories(directory());
		Files.writeString(file(), "{\"auth\":" + value + "}");
		CredentialStore store = CredentialStore.file(file(), "auth");
		assertThatIOException().isThrownBy(() -> store.prepare())
			.withMessageContainingAll("member 'auth'", "Remove it");
		assertThatIOException().isThrownBy(() -> store.save(SERVER, ANN));
		assertThat(file()).hasContent("{\"auth\":" + value + "}");
	}

	@Test
	void aCustomStoreKeepsCredentialsAsText() {
		assertThat(Credentials.ofText(ANN.toText())).contains(ANN);
		assertThat(ANN.toText()).doesNotContain("\n").containsPattern("^\\p{ASCII}+$");
		assertThat(Credentials.ofText("")).isEmpty();
		assertThat(Credentials.ofText("{\"access_token\":\"a b\"}")).isEmpty();
	}

	@Test
	void onWindowsOnlyTheOwnerIsOnTheList() throws Exception {
		Configuration windows = Configuration.windows().toBuilder().setAttributeViews("basic", "owner", "acl").build();
		try (FileSystem files = Jimfs.newFileSystem(windows)) {
			Path file = files.getPath("C:\\Users\\ann\\acme\\credentials.json");
			CredentialStore.file(file).save(SERVER, ANN);
			assertThat(CredentialStore.file(file).load(SERVER)).contains(ANN);
			AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
			assertThat(view.getAcl()).singleElement()
				.satisfies((entry) -> assertThat(entry.principal()).isEqualTo(view.getOwner()));
		}
	}

	@Test
	void spellingsOfOneServerAreOneServer() throws Exception {
		store().save(URI.create("https://App.Example.com:443/app/"), ANN);
		assertThat(store().load(URI.create("https://app.example.com/app"))).contains(ANN);
	}

	@Test
	void aCustomStoreNamesServersAsTheFileDoes() {
		assertThat(CredentialStore.nameOf(URI.create("https://App.Example.com:443/App/")))
			.isEqualTo("https://app.example.com/App");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void onlyTheOwnerCanReadThem() throws Exception {
		store().save(SERVER, ANN);
		assertThat(permissions(file())).isEqualTo("rw-------");
		assertThat(permissions(directory())).isEqualTo("rwx------");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aFileThatOthersCouldReadIsReplacedByOneTheyCannot() throws Exception {
		Files.createDirectories(directory());
		Files.writeString(file(), "{}");
		store().save(SERVER, ANN);
		assertThat(permissions(file())).isEqualTo("rw-------");
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

	@Test
	void deletingTheLastRemovesTheFile() throws Exception {
		store().save(SERVER, ANN);
		store().save(URI.create("http://localhost"), BOB);
		store().delete(SERVER);
		assertThat(store().load(SERVER)).isEmpty();
		assertThat(file()).exists();
		store().delete(URI.create("http://localhost"));
		assertThat(file()).doesNotExist();
		store().delete(SERVER);
	}

	@Test
	void nothingElseIsLeftInTheDirectory() throws Exception {
		store().save(SERVER, ANN);
		try (Stream<Path> files = Files.list(directory())) {
			assertThat(files).containsExactly(file());
		}
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aSymbolicLinkIsRefused() throws Exception {
		Path elsewhere = Files.writeString(this.temp.resolve("elsewhere"), "{}");
		Files.createDirectories(directory());
		Files.createSymbolicLink(file(), elsewhere);
		assertThatIOException().isThrownBy(() -> store().load(SERVER)).withMessageContaining("symbolic link");
		assertThatIOException().isThrownBy(() -> store().save(SERVER, ANN)).withMessageContaining("symbolic link");
		assertThat(elsewhere).hasContent("{}");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void theLockIsOnlyTheOwnersAndNoSymbolicLink() throws Exception {
		Path lock = directory().resolve(".credentials.json.lock");
		PrivateFile.at(file()).exclusively(() -> assertThat(permissions(lock)).isEqualTo("rw-------"));
		assertThat(lock).doesNotExist();
		Path elsewhere = Files.createFile(this.temp.resolve("elsewhere"));
		Files.createSymbolicLink(lock, elsewhere);
		assertThatIOException().isThrownBy(() -> store().save(SERVER, ANN))
			.withMessage(lock + " is a symbolic link, which is not safe for credentials. Remove it.");
		assertThat(lock).isSymbolicLink();
		assertThat(elsewhere).isEmptyFile();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aDirectoryMayBeALinkToWhereSettingsAreKept() throws Exception {
		Path settings = Files.createDirectory(this.temp.resolve("settings"));
		Files.createDirectories(directory().getParent());
		Files.createSymbolicLink(directory(), settings);
		store().prepare();
		store().save(SERVER, ANN);
		assertThat(store().load(SERVER)).contains(ANN);
		assertThat(settings.resolve("credentials.json")).isRegularFile();
		store().delete(SERVER);
		assertThat(settings).isEmptyDirectory();
	}

	@Test
	void anInterruptedThreadLosesNoCredentials() throws Exception {
		Thread.currentThread().interrupt();
		store().prepare();
		store().save(SERVER, ANN);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(store().load(SERVER)).contains(ANN);
	}

	@Test
	void deletingUnknownCredentialsCreatesNoDirectory() throws Exception {
		store().delete(SERVER);
		assertThat(directory()).doesNotExist();
	}

	@Test
	void aDamagedFileIsNamedAndNotOverwritten() throws Exception {
		Files.createDirectories(directory());
		Files.writeString(file(), "{\"secret");
		assertThatIOException().isThrownBy(() -> store().save(SERVER, ANN))
			.withMessageContainingAll("credentials.json", "Delete it", "log in again")
			.withMessageNotContaining("secret");
		assertThat(file()).hasContent("{\"secret");
	}

	@Test
	void settingsThatAreNotJsonAreToBeRepaired() throws Exception {
		Files.createDirectories(directory());
		Files.writeString(file(), "{ // ours\n}");
		CredentialStore store = CredentialStore.file(file(), "auth");
		assertThatIOException().isThrownBy(() -> store.load(SERVER))
			.withMessageContainingAll("is not valid JSON (", "at character 2). Repair it.")
			.withMessageNotContaining("Delete");
		assertThat(file()).hasContent("{ // ours\n}");
	}

	@Test
	void aFileThatIsTooLongSaysSo() throws Exception {
		Files.createDirectories(directory());
		Files.writeString(file(), "{\"model\":\"" + "x".repeat(JsonReader.MAX_LENGTH) + "\"}");
		assertThatIOException().isThrownBy(() -> CredentialStore.file(file(), "auth").prepare())
			.withMessage(file() + " is larger than 64 KB. Remove settings that you no longer need.");
		assertThatIOException().isThrownBy(() -> store().prepare())
			.withMessage(file() + " is larger than 64 KB. Delete it and log in again.");
	}

	@Test
	void aFileThatIsNotUtf8IsNotOverwritten() throws Exception {
		Files.createDirectories(directory());
		Files.writeString(file(), "{\"model\":\"\u00fc\"}", StandardCharsets.ISO_8859_1);
		assertThatIOException().isThrownBy(() -> CredentialStore.file(file(), "auth").save(SERVER, ANN))
			.withMessageContaining("not UTF-8");
	}

	@Test
	void aByteOrderMarkIsAccepted() throws Exception {
		Files.createDirectories(directory());
		Files.writeString(file(), "\uFEFF{\"model\":\"x\"}");
		CredentialStore store = CredentialStore.file(file(), "auth");
		store.save(SERVER, ANN);
		assertThat(store.load(SERVER)).contains(ANN);
		assertThat(Files.readString(file())).startsWith("{").contains("\"model\"");
	}

	@ParameterizedTest
	@CsvSource({ "clt_\\r\\nsecret, Bearer", "clt secret, Bearer", "clt_secret, Bea\\nrer",
			"clt_secret, B\\u00e9arer" })
	void aTokenThatNoHeaderCanCarryIsRefused(String token, String type) throws Exception {
		Files.createDirectories(directory());
		Files.writeString(file(),
				"{\"" + SERVER + "\":{\"access_token\":\"" + token + "\",\"token_type\":\"" + type + "\"}}");
		assertThat(store().load(SERVER)).isEmpty();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void preparingMakesTheDirectoryAndNothingElse() throws Exception {
		store().prepare();
		assertThat(directory()).isEmptyDirectory();
		assertThat(permissions(directory())).isEqualTo("rwx------");
		store().save(SERVER, ANN);
		store().prepare();
		assertThat(store().load(SERVER)).contains(ANN);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void preparingFindsWhatLoadingDoesNot() throws Exception {
		Files.createSymbolicLink(this.temp.resolve("config"), Path.of("nowhere"));
		assertThat(store().load(SERVER)).isEmpty();
		assertThatIOException().isThrownBy(() -> store().prepare());
	}

	@Test
	void aFileThatCouldNotBeReadAgainIsNotWritten() throws Exception {
		store().save(SERVER, ANN);
		Credentials endless = new Credentials("x".repeat(70_000), "Bearer", null, Set.of(), null);
		assertThatIOException().isThrownBy(() -> store().save(SERVER, endless))
			.withMessageContaining("would exceed 64 KB");
		assertThat(store().load(SERVER)).contains(ANN);
	}

}
