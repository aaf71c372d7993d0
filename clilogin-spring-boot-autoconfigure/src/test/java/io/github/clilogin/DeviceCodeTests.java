package io.github.clilogin;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;

import io.github.clilogin.internal.Sha256;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link DeviceCode}.
 */
class DeviceCodeTests {

	private final DeviceCode code = DeviceCode.draw(new SecureRandom());

	@Test
	void isWrittenAsFortyThreeBase64UrlCharactersAndReadBack() {
		assertThat(this.code.value()).matches("[A-Za-z0-9_-]{43}");
		assertThat(DeviceCode.parse(this.code.value()).orElseThrow().id()).isEqualTo(this.code.id());
	}

	@Test
	void hasTheSameIdInBothSpellings() {
		String hex = "00ff".repeat(16);
		DeviceCode fromHex = DeviceCode.parse(hex).orElseThrow();
		assertThat(DeviceCode.parse(fromHex.value()).orElseThrow().id()).isEqualTo(fromHex.id());
		assertThat(fromHex.id()).isEqualTo(Sha256.hex(HexFormat.of().parseHex(hex)));
	}

	@Test
	void otherSpellingsAreRefused() {
		String value = this.code.value();
		String hex = "ab".repeat(32);
		for (String text : List.of("", value + "=", " " + value, value + "\n", value.substring(1), value + "A",
				hex.toUpperCase(Locale.ROOT), hex + "ab", hex.substring(2), "A".repeat(65), "A".repeat(42) + "B",
				"A".repeat(42) + "+", "é".repeat(43))) {
			assertThat(DeviceCode.parse(text)).as(text).isEmpty();
		}
		assertThat(DeviceCode.parse(null)).isEmpty();
		assertThat(DeviceCode.parse("A".repeat(43))).isPresent();
	}

	@Test
	void aTokenIsDerivedFromTheRawBytesAndNotFromStoredValues() throws Exception {
		byte[] salt = "salt".getBytes(StandardCharsets.US_ASCII);
		byte[] token = this.code.deriveToken(salt);
		assertThat(token).isEqualTo(DeviceCode.parse(this.code.value()).orElseThrow().deriveToken(salt)).hasSize(32);
		assertThat(token).isNotEqualTo(hmac(HexFormat.of().parseHex(this.code.id()), salt))
			.isNotEqualTo(hmac(this.code.id().getBytes(StandardCharsets.US_ASCII), salt));
		assertThat(this.code.deriveToken("SALT".getBytes(StandardCharsets.US_ASCII))).isNotEqualTo(token);
	}

	@Test
	void theSealSeedIsNeitherTheIdNorAToken() throws Exception {
		DeviceCode known = DeviceCode.parse("00ff".repeat(16)).orElseThrow();
		byte[] raw = HexFormat.of().parseHex("00ff".repeat(16));
		byte[] seed = known.deriveSealSeed();
		assertThat(seed).isEqualTo(hmac(raw, "clilogin/seal/v1", new byte[0]))
			.isNotEqualTo(HexFormat.of().parseHex(known.id()))
			.isNotEqualTo(known.deriveToken(new byte[0]))
			.isNotEqualTo(hmac(HexFormat.of().parseHex(known.id()), "clilogin/seal/v1", new byte[0]));
		assertThat(this.code.deriveSealSeed()).isNotEqualTo(seed);
	}

	private static byte[] hmac(byte[] key, byte[] salt) throws Exception {
		return hmac(key, "clilogin/token/v1", salt);
	}

	private static byte[] hmac(byte[] key, String label, byte[] data) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, "HmacSHA256"));
		mac.update(label.getBytes(StandardCharsets.US_ASCII));
		return mac.doFinal(data);
	}

	@Test
	void printsNothing() {
		assertThat(this.code).hasToString("DeviceCode[redacted]");
	}

}
