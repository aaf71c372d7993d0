package io.github.clilogin.hpke;

import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import io.github.clilogin.CredentialSealer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import io.github.clilogin.CredentialSealer.Context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link HpkeSealer}.
 */
class HpkeSealerTests {

	private static final byte[] SEED = HexFormat.of().parseHex("5a".repeat(32));

	private static final String ID = "ab".repeat(32);

	private static final Instant END = Instant.parse("2026-11-21T13:00:00.123Z");

	private static final Context CONTEXT = new Context(ID, "acme", "ann", "Bearer", END);

	/** A box of the first version. Change it only together with the labels. */
	private static final String GOLDEN_KEY = "f449a51ae90898efc49afb64305f1ebc2e0b47f6d83919bc3f98d3e7f2fe6b0b";

	private static final String GOLDEN_BOX = "cxRGM1UR49RiZVQvmRF9670N4tv0VanAXYg1qZR3DFtkrXidDE1tk34569-3vsU0nOzx3LqS";

	private final CredentialSealer sealer = HpkeSealer.create();

	private String seal(Context context) {
		return this.sealer.seal(this.sealer.publicKey(SEED), "s3cret", context);
	}

	private void assertClosed(byte[] seed, String box, Context context) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.sealer.open(seed, box, context))
			.withMessage("Could not open the sealed credential with this seed and context");
	}

	@Test
	void aSealedCredentialOpens() {
		Context bare = new Context(ID, null, null, "Bearer", null);
		assertThat(this.sealer.open(SEED, seal(CONTEXT), CONTEXT)).isEqualTo("s3cret");
		assertThat(this.sealer.open(SEED, seal(bare), bare)).isEqualTo("s3cret");
	}

	@Test
	void noTwoBoxesAreTheSame() {
		assertThat(seal(CONTEXT)).matches("[A-Za-z0-9_-]{72}").isNotEqualTo(seal(CONTEXT));
	}

	@Test
	void aBoxOfTheFirstVersionStillOpens() {
		assertThat(this.sealer.publicKey(SEED)).isEqualTo(HexFormat.of().parseHex(GOLDEN_KEY));
		assertThat(this.sealer.open(SEED, GOLDEN_BOX, CONTEXT)).isEqualTo("s3cret");
	}

	static Stream<Context> others() {
		return Stream.of(new Context("ac" + ID.substring(2), "acme", "ann", "Bearer", END),
				new Context(ID, "acma", "ann", "Bearer", END), new Context(ID, null, "ann", "Bearer", END),
				new Context(ID, "acme", "ben", "Bearer", END), new Context(ID, "acme", null, "Bearer", END),
				new Context(ID, "acme", "ann", "DPoP", END), new Context(ID, "acme", "ann", "Bearer", null),
				new Context(ID, "acme", "ann", "Bearer", END.plusMillis(1)),
				new Context(ID, "acmea", "nn", "Bearer", END), new Context(ID, "", "acmeann", "Bearer", END),
				new Context(ID, "ann", "acme", "Bearer", END));
	}

	@ParameterizedTest
	@MethodSource("others")
	void aBoxDoesNotOpenForAnyOtherLoginClientOwnerTypeOrEnd(Context other) {
		assertClosed(SEED, seal(CONTEXT), other);
		assertClosed(SEED, seal(other), CONTEXT);
	}

	@Test
	void absentAndEmptyAreNotTheSame() {
		Context absent = new Context(ID, null, "", "Bearer", null);
		Context empty = new Context(ID, "", null, "Bearer", null);
		assertThat(new SealBinding(absent).aad()).isNotEqualTo(new SealBinding(empty).aad());
	}

	@Test
	void aBoxWithAnyBitFlippedDoesNotOpen() {
		byte[] box = Base64.getUrlDecoder().decode(seal(CONTEXT));
		for (int i = 0; i < box.length * 8; i++) {
			// The encapsulated key is a number of 255 bits, and X25519 ignores the last:
			// but HPKE hashes it
			box[i / 8] ^= (byte) (1 << (i % 8));
			assertClosed(SEED, Base64.getUrlEncoder().withoutPadding().encodeToString(box), CONTEXT);
			box[i / 8] ^= (byte) (1 << (i % 8));
		}
	}

	@Test
	void malformedBoxesDoNotOpen() {
		String box = seal(CONTEXT);
		for (String other : List.of("", "!", "AAAA", "A".repeat(43), "A".repeat(90), box.substring(0, 60),
				box + "AAAA")) {
			assertClosed(SEED, other, CONTEXT);
		}
	}

	@Test
	void neitherAnotherSeedNorThePublicKeyOpensABox() {
		assertClosed(HexFormat.of().parseHex("5b".repeat(32)), seal(CONTEXT), CONTEXT);
		assertClosed(this.sealer.publicKey(SEED), seal(CONTEXT), CONTEXT);
		assertClosed(HexFormat.of().parseHex(ID), seal(CONTEXT), CONTEXT);
	}

	@Test
	void noSecurityProviderIsRegistered() {
		this.sealer.open(SEED, seal(CONTEXT), CONTEXT);
		assertThat(Security.getProvider("BC")).isNull();
	}

	@Test
	void theBindingIsTheBytesThatTheDesignSays() {
		assertThat(new SealBinding(CONTEXT).info())
			.isEqualTo(("clilogin/seal/v1\u0000" + ID).getBytes(StandardCharsets.US_ASCII));
		assertThat(new String(new SealBinding(CONTEXT).aad(), StandardCharsets.ISO_8859_1))
			.isEqualTo("\0\0\0\4acme\0\0\0\3ann\0\0\0\6Bearer\0\0\0\15" + END.toEpochMilli());
	}

}
