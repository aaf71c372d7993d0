package io.github.clilogin.hpke;

import io.github.clilogin.CredentialSealer;
import io.github.clilogin.CredentialSealer.Context;

/**
 * Seals with HPKE (RFC 9180) in base mode with X25519, HKDF-SHA256 and AES-256-GCM. The
 * sealed credential is the encapsulated key and the ciphertext, joined, as base64url
 * text. Registers no security provider. Loads BouncyCastle at the first use.
 */
public final class HpkeSealer implements CredentialSealer {

	private HpkeSealer() {
	}

	/**
	 * {@return a sealer}
	 */
	public static CredentialSealer create() {
		return new HpkeSealer();
	}

	@Override
	public byte[] publicKey(byte[] seed) {
		return HpkeSuite.publicKey(seed);
	}

	@Override
	public String seal(byte[] publicKey, String credential, Context context) {
		return HpkeSuite.seal(publicKey, credential, context);
	}

	@Override
	public String open(byte[] seed, String box, Context context) {
		return HpkeSuite.open(seed, box, context);
	}

}
