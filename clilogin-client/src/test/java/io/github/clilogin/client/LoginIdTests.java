package io.github.clilogin.client;

import java.util.Base64;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoginId}, with a value that was calculated by {@code sha256sum}.
 */
class LoginIdTests {

	private static final String EXPECTED = "2793834ce5f73b2e0ffca602c33c96df644e1ac36257d3a4d73633d1e1e5ac52";

	@Test
	void theServersAndTheClientsDeviceCodesHaveTheSameId() {
		byte[] raw = new byte[32];
		assertThat(LoginId.of("r." + Base64.getUrlEncoder().withoutPadding().encodeToString(raw))).isEqualTo(EXPECTED);
		assertThat(LoginId.of("r." + HexFormat.of().formatHex(raw))).isEqualTo(EXPECTED);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "r.", "r.device-code", "0000000000000000000000000000000000000000000000000000000000000000" })
	void aDeviceCodeOfAnotherKindHasNone(String deviceCode) {
		assertThat(LoginId.of(deviceCode)).isNull();
	}

}
