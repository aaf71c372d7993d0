package io.github.clilogin.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Contains a device code that the client creates for {@link LoginFlow#BROWSER}.
 *
 * @param text 64 lower-case hex digits, which stay on this machine until the first poll
 * @param challenge the hash of the code, for the server and the link
 * @param sealSeed the seed from which the server derives the key of a sealed credential
 */
record OwnDeviceCode(String text, String challenge, String sealSeed) {

	private static final int LENGTH = 32;

	private static final byte[] SEAL_LABEL = "clilogin/seal/v1".getBytes(StandardCharsets.US_ASCII);

	static OwnDeviceCode draw(SecureRandom random) {
		byte[] raw = new byte[LENGTH];
		random.nextBytes(raw);
		return of(raw);
	}

	static OwnDeviceCode of(byte[] raw) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(raw, mac.getAlgorithm()));
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(raw);
			return new OwnDeviceCode(hex(raw), hex(hash), hex(mac.doFinal(SEAL_LABEL)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("SHA-256 is not available", ex);
		}
	}

	private static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

	@Override
	public String toString() {
		return "OwnDeviceCode[challenge=" + this.challenge + "]";
	}

}
