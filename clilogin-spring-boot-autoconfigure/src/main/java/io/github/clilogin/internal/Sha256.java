package io.github.clilogin.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * SHA-256 and HMAC-SHA256, which every Java platform has.
 */
public final class Sha256 {

	private static final String HMAC = "HmacSHA256";

	private Sha256() {
	}

	/**
	 * Hashes bytes.
	 * @param bytes the bytes
	 * @return 32 bytes
	 */
	public static byte[] hash(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (GeneralSecurityException ex) {
			throw missing(ex);
		}
	}

	/**
	 * Hashes bytes.
	 * @param bytes the bytes
	 * @return 64 lower-case hex digits
	 */
	public static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(hash(bytes));
	}

	/**
	 * Hashes the UTF-8 bytes of a text.
	 * @param text the text
	 * @return 64 lower-case hex digits
	 */
	public static String hex(String text) {
		return hex(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Authenticates bytes.
	 * @param key the secret, at most 64 bytes: a longer one would be hashed first
	 * @param parts the bytes, which count as if they were joined
	 * @return 32 bytes
	 */
	public static byte[] hmac(byte[] key, byte[]... parts) {
		try {
			Mac mac = Mac.getInstance(HMAC);
			mac.init(new SecretKeySpec(key, HMAC));
			for (byte[] part : parts) {
				mac.update(part);
			}
			return mac.doFinal();
		}
		catch (GeneralSecurityException ex) {
			throw missing(ex);
		}
	}

	private static IllegalStateException missing(GeneralSecurityException cause) {
		return new IllegalStateException("This Java platform lacks SHA-256 or HMAC-SHA256", cause);
	}

}
