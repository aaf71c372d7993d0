package io.github.clilogin;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ClaimedText}.
 */
class ClaimedTextTests {

	@Test
	void keepsOrdinaryNamesOfAllScripts() {
		for (String name : new String[] { "ann-laptop", "Änne’s Gerät", "安の端末", "نوت بوك", "👩‍💻".substring(0, 2) }) {
			assertThat(ClaimedText.clean(name, 64)).isEqualTo(name);
		}
	}

	@Test
	void dropsControlCharactersOfTerminalsAndPages() {
		assertThat(ClaimedText.clean("a\u001B[31mb\u0007\u0000", 64)).isEqualTo("a[31mb");
		assertThat(ClaimedText.clean("evil\u202Etxt.exe\u2066\u200F", 64)).isEqualTo("eviltxt.exe");
		assertThat(ClaimedText.clean("a\r\nb\u2028c\u2029d\te", 64)).isEqualTo("a b c d e");
		assertThat(ClaimedText.clean("a\uD800b", 64)).isEqualTo("ab");
		assertThat(ClaimedText.clean("\u009B31m", 64)).isEqualTo("31m");
	}

	@Test
	void blankTextIsAbsent() {
		for (String blank : new String[] { "", "  \u3000", "\u200B\u202E", "\u0000" }) {
			assertThat(ClaimedText.clean(blank, 64)).isNull();
		}
		assertThat(ClaimedText.clean(null, 64)).isNull();
	}

	@Test
	void cutsByCodePoints() {
		assertThat(ClaimedText.clean("x".repeat(10_000), 64)).isEqualTo("x".repeat(64));
		assertThat(ClaimedText.clean("😀".repeat(100), 64)).isEqualTo("😀".repeat(64));
	}

}
