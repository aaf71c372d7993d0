package io.github.clilogin.canary;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a canary is found in every spelling and at every offset.
 */
class CanarySpellingTests {

	private static final String TEXT = "s3cret-with-\u00fcmlaut?>~";

	private static final byte[] RAW = HexFormat.of().parseHex("00fb3eff7f80fffe01fb3eff");

	private final Canary text = Canary.of("text", TEXT);

	private final Canary bytes = Canary.of("bytes", "x".repeat(40), RAW);

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "ab", "abc", "abcd" })
	void everySpellingIsFoundAtEveryOffset(String before) {
		byte[] around = concat(concat(before.getBytes(StandardCharsets.UTF_8), RAW), "after".getBytes());
		for (String place : List.of(Canary.read(around), HexFormat.of().formatHex(around),
				HexFormat.of().formatHex(around).toUpperCase(Locale.ROOT), Base64.getEncoder().encodeToString(around),
				Base64.getUrlEncoder().encodeToString(around))) {
			assertThat(this.bytes.isIn(place)).as(place).isTrue();
		}
		String sentence = before + TEXT + "after";
		assertThat(this.text.isIn(Canary.read(sentence))).isTrue();
		assertThat(this.text.isIn(Base64.getEncoder().encodeToString(sentence.getBytes(StandardCharsets.UTF_8))))
			.isTrue();
	}

	@Test
	void partOfASecretAndAnotherSecretAreNotFound() {
		assertThat(this.text.isIn(Canary.read(TEXT.substring(1)))).isFalse();
		assertThat(this.bytes.isIn("x".repeat(39))).isFalse();
		assertThat(this.bytes.isIn(HexFormat.of().formatHex(RAW, 1, RAW.length))).isFalse();
	}

	private static byte[] concat(byte[] first, byte[] second) {
		return Canary.read(first).concat(Canary.read(second)).getBytes(StandardCharsets.ISO_8859_1);
	}

}
