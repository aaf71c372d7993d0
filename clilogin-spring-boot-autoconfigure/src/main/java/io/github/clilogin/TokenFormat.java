package io.github.clilogin;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Formats tokens: a prefix for secret scanners, 43 base62 characters of the secret, and 6
 * base62 characters of a CRC-32, so that a typo costs no lookup.
 */
record TokenFormat(String prefix) {

	private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

	private static final int SECRET_LENGTH = 43;

	private static final int CHECKSUM_LENGTH = 6;

	String write(byte[] secret) {
		String text = this.prefix + base62(new BigInteger(1, secret), SECRET_LENGTH);
		return text + checksum(text);
	}

	boolean accepts(String token) {
		int end = this.prefix.length() + SECRET_LENGTH;
		return token.length() == end + CHECKSUM_LENGTH && token.startsWith(this.prefix)
				&& token.substring(end).equals(checksum(token.substring(0, end)));
	}

	private static String checksum(String text) {
		CRC32 crc = new CRC32();
		crc.update(text.getBytes(StandardCharsets.UTF_8));
		return base62(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
	}

	private static String base62(BigInteger number, int length) {
		char[] text = new char[length];
		BigInteger rest = number;
		for (int i = length - 1; i >= 0; i--) {
			BigInteger[] parts = rest.divideAndRemainder(BASE);
			text[i] = DIGITS.charAt(parts[1].intValue());
			rest = parts[0];
		}
		return new String(text);
	}

}
