package io.github.clilogin.web.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.stream.Stream;

import io.github.clilogin.internal.Sha256;
import io.github.clilogin.web.ConfirmationPage.Action;

/**
 * Proves that a form was made for this browser, this user, this login and this action, so
 * that the login decided is the login shown. Needs no server key and no session: any
 * instance can check what another has made.
 */
final class DecisionToken {

	private static final String LABEL = "clilogin/decision/v1";

	private DecisionToken() {
	}

	/**
	 * Makes the token of a form.
	 * @param secret the random value of the browser's cookie
	 * @param loginId the id of the login shown
	 * @param userId the id of the user it is shown to
	 * @param action the action of the form
	 * @return the token, base64url
	 */
	static String of(String secret, String loginId, String userId, Action action) {
		byte[][] parts = Stream.of(LABEL, loginId, userId, action.name())
			.map(DecisionToken::part)
			.toArray(byte[][]::new);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.hmac(bytes(secret), parts));
	}

	/** Compares in a time that does not depend on the first difference. */
	static boolean matches(String expected, String sent) {
		return MessageDigest.isEqual(bytes(expected), bytes(sent));
	}

	/** Puts the length first, so that no two lists of parts have the same bytes. */
	private static byte[] part(String text) {
		byte[] bytes = bytes(text);
		return ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes).array();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
