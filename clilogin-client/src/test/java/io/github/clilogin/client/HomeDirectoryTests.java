package io.github.clilogin.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HomeDirectory}.
 */
@DisabledOnOs(OS.WINDOWS)
class HomeDirectoryTests {

	@ParameterizedTest
	@CsvSource({ "/home/x,?,/home/x", "/home/x,/home/ann,/home/x", "'',/home/ann,/home/ann", "/,?,/" })
	void theEnvironmentWinsOverTheAccountDatabase(String home, String account, Path expected) throws Exception {
		assertThat(new HomeDirectory(Map.of("HOME", home), "Linux", account).path()).isEqualTo(expected);
	}

	@Test
	void onWindowsTheVariableBelongsToAnotherShell() throws Exception {
		assertThat(new HomeDirectory(Map.of("HOME", "/c/Users/ann"), "Windows 11", "/ann").path())
			.isEqualTo(Path.of("/ann"));
	}

	@ParameterizedTest
	@CsvSource({ "'',?", "'',''", "'',ann", "?,/home/ann", "ann,/home/ann", "~,/home/ann" })
	void aPlaceholderOrARelativeDirectoryIsRefused(String home, String account) {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> new HomeDirectory(Map.of("HOME", home), "Linux", account).path())
			.withMessageContaining("Set HOME");
	}

}
