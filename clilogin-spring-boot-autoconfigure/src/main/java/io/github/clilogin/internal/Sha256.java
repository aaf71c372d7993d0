package io.github.clilogin.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes SHA-256 and HMAC-SHA256.
 */
public final class Sha256 {

	private static final String HMAC = "HmacSHA256";

	private Sha256() {
	}

	/**
	 * {@return the SHA-256 of bytes, 32 bytes}
	 * @param bytes the bytes
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
	 * {@return the SHA-256 of bytes, 64 lower-case hex digits}
	 * @param bytes the bytes
	 */
	public static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(hash(bytes));
	}

	/**
	 * {@return the SHA-256 of UTF-8 text, 64 lower-case hex digits}
	 * @param text the text
	 */
	public static String hex(String text) {
		return hex(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * {@return the HMAC-SHA256 of joined bytes, 32 bytes}
	 * @param key the secret, at most 64 bytes, because HMAC would hash a longer one
	 * @param parts the bytes to join
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
		return new IllegalStateException("The Java runtime does not support SHA-256 or HMAC-SHA256", cause);
	}

}
