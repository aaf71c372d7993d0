package io.github.clilogin;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
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

	/** The verifier of RFC 7636 appendix B. */
	private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

	/** The challenge of RFC 7636 appendix B. */
	private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

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
	void aCodeVerifierChangesTheIdToTheHmacOfItsChallenge() throws Exception {
		byte[] raw = Base64.getUrlDecoder().decode(this.code.value());
		byte[] challenge = Base64.getUrlDecoder().decode(CHALLENGE);
		DeviceCode verified = DeviceCode.parse(this.code.value(), VERIFIER).orElseThrow();
		assertThat(verified.id()).isEqualTo(HexFormat.of().formatHex(hmac(raw, "clilogin/pkce/v1", challenge)))
			.isEqualTo(this.code.withCodeChallenge(CHALLENGE).id())
			.isNotEqualTo(this.code.id())
			.isNotEqualTo(HexFormat.of().formatHex(this.code.deriveToken(challenge)));
		assertThat(verified.value()).isEqualTo(this.code.value());
		assertThat(verified.deriveSealSeed()).isEqualTo(this.code.deriveSealSeed());
		assertThat(verified).hasToString("DeviceCode[redacted]");
	}

	@Test
	void anotherVerifierOrNoneHasAnotherId() {
		assertThat(DeviceCode.parse(this.code.value(), "A".repeat(43)).orElseThrow().id())
			.isNotEqualTo(this.code.withCodeChallenge(CHALLENGE).id())
			.isNotEqualTo(this.code.id());
		assertThat(DeviceCode.parse(this.code.value(), CHALLENGE).orElseThrow().id())
			.isNotEqualTo(this.code.withCodeChallenge(CHALLENGE).id());
		assertThat(DeviceCode.parse(this.code.value(), null).orElseThrow().id()).isEqualTo(this.code.id())
			.isEqualTo(this.code.withCodeChallenge(null).id());
	}

	@Test
	void theIdOfALoginWithAChallengeDoesNotWorkAsADeviceCode() {
		String id = this.code.withCodeChallenge(CHALLENGE).id();
		assertThat(DeviceCode.parse(id).orElseThrow().id()).isNotEqualTo(id);
		assertThat(DeviceCode.parse(id, VERIFIER).orElseThrow().id()).isNotEqualTo(id);
	}

	@Test
	void aVerifierHas43To128UnreservedCharacters() {
		for (String verifier : List.of("-._~" + "a".repeat(39), "Z9".repeat(64))) {
			assertThat(DeviceCode.parse(this.code.value(), verifier)).as(verifier).isPresent();
		}
		for (String verifier : List.of("", "a".repeat(42), "a".repeat(129), "a".repeat(42) + "+", "a".repeat(43) + "\n",
				"é".repeat(43), "a".repeat(43) + "=")) {
			assertThat(DeviceCode.parse(this.code.value(), verifier)).as(verifier).isEmpty();
		}
		assertThat(DeviceCode.parse("x", VERIFIER)).isEmpty();
		assertThat(DeviceCode.parse(null, VERIFIER)).isEmpty();
	}

	@Test
	void aCodeChallengeIsTheCanonicalTextOf32Bytes() {
		assertThat(DeviceCode.isCodeChallenge(CHALLENGE)).isTrue();
		for (String text : List.of("", "A".repeat(42), "A".repeat(44), "A".repeat(42) + "B", CHALLENGE + "=",
				"A".repeat(42) + "+", "ab".repeat(32))) {
			assertThat(DeviceCode.isCodeChallenge(text)).as(text).isFalse();
		}
	}

	@Test
	void printsNothing() {
		assertThat(this.code).hasToString("DeviceCode[redacted]");
	}

	@Test
	void aCodeThatDemandsProofHasAnotherTextAndAnotherId() {
		DeviceCode demanding = this.code.demandingProof();
		assertThat(demanding.value()).isEqualTo("r." + this.code.value());
		assertThat(demanding.id()).isEqualTo(Sha256.hex("clilogin/proof/v1" + this.code.id()));
		assertThat(DeviceCode.parse(demanding.value()).orElseThrow().id()).isEqualTo(demanding.id());
		assertThat(DeviceCode.parse(this.code.value()).orElseThrow().id()).isNotEqualTo(demanding.id());
		assertThat(demanding.deriveToken(new byte[1])).isEqualTo(this.code.deriveToken(new byte[1]));
		assertThat(this.code.challenge().demandingProof()).isEqualTo(demanding.challenge());
	}

	@Test
	void aCodeThatDemandsProofIsReadInBothSpellingsAndWithAVerifier() {
		String hex = "00ff".repeat(16);
		DeviceCode plain = DeviceCode.parse(hex).orElseThrow();
		assertThat(DeviceCode.parse("r." + hex).orElseThrow().id()).isEqualTo(plain.demandingProof().id());
		String verified = DeviceCode.parse("r." + hex, VERIFIER).orElseThrow().id();
		assertThat(verified).isEqualTo(plain.withCodeChallenge(CHALLENGE).demandingProof().id())
			.isNotEqualTo(plain.demandingProof().id());
		for (String text : List.of("r.", "r." + hex + "a", "r.r." + hex, "R." + hex, "r" + hex, "r. " + hex)) {
			assertThat(DeviceCode.parse(text)).as(text).isEmpty();
		}
	}

}
