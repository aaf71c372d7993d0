package io.github.clilogin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.internal.Sha256;
import io.github.clilogin.test.SampleLogins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link ReturnCode} and {@link ReturnSecret}.
 */
class ReturnCodeTests {

	private static final String ID = "ab".repeat(32);

	private static final String LOOPBACK = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);

	private final ReturnSecret secret = ReturnSecret.draw();

	@Test
	void aLoopbackCodeIsTheTextOf32Bytes() {
		ReturnCode code = ReturnCode.parse(LOOPBACK).orElseThrow();
		assertThat(code.method()).isEqualTo(ReturnCode.Method.LOOPBACK);
		assertThat(code.value()).isEqualTo(LOOPBACK).hasSize(43);
	}

	@ParameterizedTest
	@ValueSource(strings = { "BCDFGH", "bcd-fgh", " BCD FGH ", "b-c-d-f-g-h", "BCD\u2013FGH", "\uff22CDFGH" })
	void aTypedCodeIsReadInAnySpelling(String text) {
		ReturnCode code = ReturnCode.parse(text).orElseThrow();
		assertThat(code.method()).isEqualTo(ReturnCode.Method.CODE);
		assertThat(code.value()).isEqualTo("BCD-FGH");
		assertThat(code).isEqualTo(ReturnCode.parse("BCDFGH").orElseThrow());
	}

	@Test
	void otherTextsAreMalformed() {
		for (String text : List.of("", "-", "BCDFG", "BCDFGHJ", "BCDFGHJK", "ACDFGH", "BCDFG1", LOOPBACK + "A",
				LOOPBACK.substring(1), LOOPBACK + "=", "A".repeat(42) + "B", "ab".repeat(32), "x".repeat(10_000))) {
			assertThat(ReturnCode.parse(text)).as(text).isEmpty();
		}
		assertThat(ReturnCode.parse(null)).isEmpty();
	}

	@Test
	void theHashDependsOnTheLoginAndOnTheCodeWithoutItsDash() {
		ReturnCode code = ReturnCode.parse("bcd-fgh").orElseThrow();
		assertThat(code.hash(ID))
			.isEqualTo(new ReturnCode.Hash(ReturnCode.Method.CODE, Sha256.hex("v1" + ID + "BCDFGH")));
		assertThat(code.hash("cd".repeat(32)).value()).isNotEqualTo(code.hash(ID).value());
	}

	@ParameterizedTest
	@EnumSource
	void aSecretYieldsTheSameCodeAgain(ReturnCode.Method method) {
		ReturnCode code = this.secret.code(ID, method);
		assertThat(code).isEqualTo(this.secret.code(ID, method))
			.isEqualTo(ReturnCode.parse(code.value()).orElseThrow())
			.isNotEqualTo(this.secret.code("cd".repeat(32), method))
			.isNotEqualTo(ReturnSecret.draw().code(ID, method));
		assertThat(code.method()).isEqualTo(method);
		assertThat(ReturnCode.Method.of(method.proof())).isEqualTo(method);
	}

	@Test
	void aSecretHas32To64Bytes() {
		for (int length : new int[] { 0, 31, 65 }) {
			assertThatIllegalArgumentException().isThrownBy(() -> new ReturnSecret(new byte[length]))
				.withMessage("The secret must have 32 to 64 bytes, not " + length);
		}
		byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
		ReturnSecret kept = new ReturnSecret(key);
		ReturnCode before = kept.code(ID, ReturnCode.Method.CODE);
		key[0] = 'x';
		assertThat(kept.code(ID, ReturnCode.Method.CODE)).isEqualTo(before);
	}

	@Test
	void noCodeAndNoHashIsPrinted() {
		ReturnCode code = this.secret.code(ID, ReturnCode.Method.CODE);
		DecisionResult result = new DecisionResult.Decided(SampleLogins.pending(), code);
		CliLoginTransition.Attempt attempt = new CliLoginTransition.Attempt(code.hash(ID).value(), 1);
		for (Object object : List.of(code, code.hash(ID), result, attempt, this.secret,
				new CliLoginTransition.Miss(attempt, code.hash(ID).value(), SampleLogins.NOW))) {
			assertThat(object.toString()).doesNotContain(code.value(), code.value().replace("-", ""),
					code.hash(ID).value());
		}
	}

}
