package io.github.clilogin;

import java.security.SecureRandom;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link TokenFormat}.
 */
class TokenFormatTests {

	private final TokenFormat format = new TokenFormat("clt_");

	@Test
	void hasTheSameLengthForEverySecret() {
		byte[] most = new byte[32];
		Arrays.fill(most, (byte) 0xFF);
		assertThat(this.format.write(new byte[32])).startsWith("clt_" + "0".repeat(43)).hasSize(53);
		assertThat(this.format.write(most)).matches("clt_[0-9A-Za-z]{49}");
	}

	@Test
	void acceptsAWrittenTokenAndRefusesEveryTypo() {
		byte[] secret = new byte[32];
		new SecureRandom().nextBytes(secret);
		String token = this.format.write(secret);
		assertThat(this.format.accepts(token)).isTrue();
		for (int i = 0; i < token.length(); i++) {
			char other = (token.charAt(i) == 'x') ? 'y' : 'x';
			String typo = token.substring(0, i) + other + token.substring(i + 1);
			assertThat(this.format.accepts(typo)).as(typo).isFalse();
		}
	}

	@Test
	void theChecksumCoversThePrefix() {
		assertThat(new TokenFormat("abc_").accepts("abc_" + this.format.write(new byte[32]).substring(4))).isFalse();
	}

}
