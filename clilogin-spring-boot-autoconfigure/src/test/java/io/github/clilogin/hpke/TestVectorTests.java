package io.github.clilogin.hpke;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Objects;

import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the suite to the CFRG's test vectors: the entry of {@code test-vectors.json} of
 * draft-irtf-cfrg-hpke for mode base, kem 0x0020, kdf 0x0001 and aead 0x0002, without the
 * intermediate values and with the first two of its encryptions. The appendix of RFC 9180
 * has none for this suite.
 */
class TestVectorTests {

	private final HPKE suite = HpkeSuite.suite();

	private JsonNode vector;

	@BeforeEach
	void read() throws IOException {
		try (InputStream json = getClass().getResourceAsStream("test-vector.json")) {
			this.vector = JsonMapper.shared().readTree(Objects.requireNonNull(json));
		}
	}

	@Test
	void keysAreDerivedAsTheVectorSays() {
		assertThat(hex(this.suite.serializePublicKey(receiver().getPublic()))).isEqualTo(text("pkRm"));
		assertThat(hex(HpkeSealer.create().publicKey(bytes("ikmR")))).isEqualTo(text("pkRm"));
	}

	@Test
	void sealingGivesTheBytesOfTheVector() throws Exception {
		HPKEContextWithEncapsulation sender = this.suite.setupBaseS(this.suite.deserializePublicKey(bytes("pkRm")),
				bytes("info"), this.suite.deriveKeyPair(bytes("ikmE")));
		assertThat(hex(sender.getEncapsulation())).isEqualTo(text("enc"));
		for (JsonNode encryption : this.vector.get("encryptions")) {
			assertThat(hex(sender.seal(bytes(encryption, "aad"), bytes(encryption, "pt"))))
				.isEqualTo(encryption.get("ct").asString());
		}
	}

	@Test
	void openingGivesThePlaintextOfTheVector() throws Exception {
		HPKEContext opener = this.suite.setupBaseR(bytes("enc"), receiver(), bytes("info"));
		for (JsonNode encryption : this.vector.get("encryptions")) {
			assertThat(hex(opener.open(bytes(encryption, "aad"), bytes(encryption, "ct"))))
				.isEqualTo(encryption.get("pt").asString());
		}
	}

	private AsymmetricCipherKeyPair receiver() {
		return this.suite.deriveKeyPair(bytes("ikmR"));
	}

	private String text(String name) {
		return this.vector.get(name).asString();
	}

	private byte[] bytes(String name) {
		return bytes(this.vector, name);
	}

	private static byte[] bytes(JsonNode node, String name) {
		return HexFormat.of().parseHex(node.get(name).asString());
	}

	private static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

}
