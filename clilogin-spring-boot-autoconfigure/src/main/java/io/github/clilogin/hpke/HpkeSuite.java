package io.github.clilogin.hpke;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import io.github.clilogin.CredentialSealer.Context;

/**
 * Calls BouncyCastle. It is a separate class, because verifying the signed JAR of
 * BouncyCastle takes a quarter of a second.
 */
final class HpkeSuite {

	private HpkeSuite() {
	}

	/** Creates a suite for each use, because it is stateful. */
	static HPKE suite() {
		return new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
	}

	static byte[] publicKey(byte[] seed) {
		HPKE suite = suite();
		return suite.serializePublicKey(suite.deriveKeyPair(seed).getPublic());
	}

	static String seal(byte[] publicKey, String credential, Context context) {
		HPKE suite = suite();
		SealBinding binding = new SealBinding(context);
		HPKEContextWithEncapsulation sender = suite.setupBaseS(suite.deserializePublicKey(publicKey), binding.info());
		try {
			byte[] sealed = sender.seal(binding.aad(), credential.getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(joined(sender.getEncapsulation(), sealed));
		}
		catch (InvalidCipherTextException ex) {
			throw new IllegalStateException("Could not seal the credential", ex);
		}
	}

	private static byte[] joined(byte[] first, byte[] second) {
		byte[] both = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, both, first.length, second.length);
		return both;
	}

	static String open(byte[] seed, String box, Context context) {
		HPKE suite = suite();
		SealBinding binding = new SealBinding(context);
		int split = suite.getEncSize();
		try {
			byte[] both = Base64.getUrlDecoder().decode(box);
			byte[] opened = suite.setupBaseR(Arrays.copyOf(both, split), suite.deriveKeyPair(seed), binding.info())
				.open(binding.aad(), Arrays.copyOfRange(both, split, both.length));
			return new String(opened, StandardCharsets.UTF_8);
		}
		catch (InvalidCipherTextException | RuntimeException ex) {
			throw new IllegalArgumentException("Could not open the sealed credential with this seed and context", ex);
		}
	}

}
