package io.github.clilogin.web.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.stream.Stream;

import io.github.clilogin.internal.Sha256;
import io.github.clilogin.web.ConfirmationPage.Action;

/**
 * Proves that a form was made for this browser, user, login and action. Needs no server
 * key and no session, so that each instance can check it.
 */
final class DecisionToken {

	private static final String LABEL = "clilogin/decision/v2";

	private DecisionToken() {
	}

	/**
	 * Returns the token of a form, base64url.
	 * @param offered the digest of the offered choices, empty without choices
	 */
	static String of(String secret, String loginId, String userId, Action action, String csrfToken, String offered) {
		byte[][] parts = Stream
			.concat(Stream.of(LABEL, loginId, userId, action.name(), csrfToken),
					Stream.of(offered).filter((digest) -> !digest.isEmpty()))
			.map(DecisionToken::part)
			.toArray(byte[][]::new);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.hmac(bytes(secret), parts));
	}

	/** Compares in constant time. */
	static boolean matches(String expected, String sent) {
		return MessageDigest.isEqual(bytes(expected), bytes(sent));
	}

	/** Prefixes the length, so that different lists of parts have different bytes. */
	private static byte[] part(String text) {
		byte[] bytes = bytes(text);
		return ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes).array();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
