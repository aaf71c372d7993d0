package io.github.clilogin.client;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link SystemBrowserLauncher}.
 */
class SystemBrowserLauncherTests {

	private static final URI PAGE = URI.create("https://app.example.com/clilogin?user_code=BCDF-GHJK");

	private static SystemBrowserLauncher on(String system, Map<String, String> environment) {
		return new SystemBrowserLauncher(environment, system);
	}

	@Test
	void eachSystemHasItsProgram() {
		assertThat(on("Windows 11", Map.of()).programs())
			.containsExactly(List.of("rundll32", "url.dll,FileProtocolHandler"));
		assertThat(on("Mac OS X", Map.of()).programs()).containsExactly(List.of("open"));
		assertThat(on("Linux", Map.of("DISPLAY", ":0")).programs()).containsExactly(List.of("xdg-open"));
		assertThat(on("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0")).programs()).containsExactly(List.of("xdg-open"));
		assertThat(on("Linux", Map.of("WSL_DISTRO_NAME", "Ubuntu")).programs())
			.containsExactly(List.of("rundll32.exe", "url.dll,FileProtocolHandler"));
	}

	@Test
	void aLinuxWithoutADisplayHasNone() {
		assertThat(on("Linux", Map.of("DISPLAY", "")).programs()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "CI" })
	void aRemoteMachineHasNoBrowser(String variable) {
		assertThat(on("Mac OS X", Map.of(variable, "x")).programs()).isEmpty();
	}

	@Test
	void aVariableThatSaysNoCountsAsUnset() {
		assertThat(on("Mac OS X", Map.of("CI", "false")).programs()).containsExactly(List.of("open"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "none", "NONE", "0" })
	void theUserMayDisableTheBrowser(String value) {
		assertThat(on("Mac OS X", Map.of("BROWSER", value)).programs()).isEmpty();
		assertThat(on("Mac OS X", Map.of("BROWSER", value)).open(PAGE)).isFalse();
	}

	@Test
	void theProgramOfTheUserComesFirst() {
		assertThat(on("Linux", Map.of("BROWSER", "firefox", "SSH_TTY", "/dev/pts/1", "CI", "true")).programs())
			.containsExactly(List.of("firefox"));
	}

	@Test
	void theProgramOfTheUserMayHaveArgumentsAndAlternatives() {
		assertThat(on("Linux", Map.of("BROWSER", "firefox --private-window: :w3m")).programs())
			.containsExactly(List.of("firefox", "--private-window"), List.of("w3m"));
		assertThat(on("Windows 11", Map.of("BROWSER", "C:\\firefox.exe -p;iexplore")).programs())
			.containsExactly(List.of("C:\\firefox.exe", "-p"), List.of("iexplore"));
		assertThat(on("Linux", Map.of("BROWSER", ":")).isReachable()).isFalse();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void theFirstProgramThatWorksIsUsedAndGetsTheAddressWhereItWants(@TempDir Path temp) throws Exception {
		Path spaced = Files.createDirectory(temp.resolve("my programs"));
		Path browser = browser(spaced, "printf '%s|' \"$@\" >\"$0.seen\"; exit 1");
		Path other = browser(temp, "printf '%s|' \"$@\" >\"$0.seen\"");
		assertThat(on("Linux", Map.of("BROWSER", browser + ":" + other + " --to=%s -n:never")).open(PAGE)).isTrue();
		assertThat(spaced.resolve("browser.seen")).hasContent(PAGE + "|");
		assertThat(temp.resolve("browser.seen")).hasContent("--to=" + PAGE + "|-n|");
	}

	@ParameterizedTest
	@ValueSource(strings = { "file:///etc/passwd", "javascript:alert(1)", "relative" })
	void onlyPagesAreOpened(String page) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> on("Linux", Map.of("BROWSER", "firefox")).open(URI.create(page)));
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void theProgramGetsTheAddressAsOneArgument(@TempDir Path temp) throws Exception {
		Path browser = browser(temp, "printf '%s|' \"$@\" >\"$0.seen\"");
		assertThat(on("Linux", Map.of("BROWSER", browser.toString())).open(PAGE)).isTrue();
		assertThat(temp.resolve("browser.seen")).hasContent(PAGE + "|");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aProgramThatFailsOrIsMissingIsReported(@TempDir Path temp) throws Exception {
		Path browser = browser(temp, "exit 3");
		assertThat(on("Linux", Map.of("BROWSER", browser.toString())).open(PAGE)).isFalse();
		assertThat(on("Linux", Map.of("BROWSER", temp.resolve("missing").toString())).open(PAGE)).isFalse();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aBrowserThatStaysOpenDoesNotBlock(@TempDir Path temp) throws Exception {
		Path pipe = temp.resolve("browser.pipe");
		Path browser = browser(temp, "mkfifo \"$0.pipe\"; read line <\"$0.pipe\"");
		assertTimeoutPreemptively(Duration.ofSeconds(30),
				() -> assertThat(BrowserLauncher.command(browser.toString()).open(PAGE)).isTrue());
		Files.writeString(pipe, "end\n");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aCliMayNameTheProgramAndItsFirstArguments(@TempDir Path temp) throws Exception {
		Path browser = browser(temp, "printf '%s|' \"$@\" >\"$0.seen\"");
		assertThat(BrowserLauncher.command(browser.toString(), "--new tab").open(PAGE)).isTrue();
		assertThat(temp.resolve("browser.seen")).hasContent("--new tab|" + PAGE + "|");
		assertThatIllegalArgumentException().isThrownBy(() -> BrowserLauncher.command());
	}

	private static Path browser(Path temp, String command) throws Exception {
		Path browser = Files.writeString(temp.resolve("browser"), "#!/bin/sh\n" + command + "\n");
		return Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
	}

}
