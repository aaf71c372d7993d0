package io.github.clilogin.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Calculates the ID of a login that demands a return code.
 */
final class LoginId {

	static final String PREFIX = "r.";

	private static final String LABEL = "clilogin/proof/v1";

	private LoginId() {
	}

	/**
	 * Returns the ID, or {@code null} if the device code is not one of such a login.
	 * @param deviceCode the prefix with 43 base64url characters or 64 hex digits
	 */
	static @Nullable String of(String deviceCode) {
		String text = deviceCode.startsWith(PREFIX) ? deviceCode.substring(PREFIX.length()) : "";
		if (text.matches("[0-9a-f]{64}")) {
			return proven(sha256(HexFormat.of().parseHex(text)));
		}
		return text.matches("[A-Za-z0-9_-]{43}") ? proven(sha256(Base64.getUrlDecoder().decode(text))) : null;
	}

	/** Returns the ID for the ID that the login would have without a return code. */
	static String proven(String id) {
		return sha256((LABEL + id).getBytes(StandardCharsets.US_ASCII));
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("SHA-256 is not available", ex);
		}
	}

}
