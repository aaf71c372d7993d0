package io.github.clilogin.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proof that a form was made for this browser, this user, this login and this action:
 * what is decided is what was shown. It needs no key of the server's and no session, so
 * any node can check what another has made.
 */
final class DecisionToken {

	private static final String LABEL = "clilogin/decision/v1";

	private DecisionToken() {
	}

	/**
	 * Makes the token of a form.
	 * @param secret the random value of the browser's cookie
	 * @param loginId the login shown
	 * @param userId the user it is shown to
	 * @param action what the form does
	 * @return the token
	 */
	static String of(String secret, String loginId, String userId, ConfirmationPage.Action action) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
			update(mac, LABEL);
			update(mac, loginId);
			update(mac, userId);
			update(mac, action.name());
			return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HmacSHA256", ex);
		}
	}

	/** Whether both are the same, in a time that does not tell where they differ. */
	static boolean matches(String expected, String sent) {
		return MessageDigest.isEqual(bytes(expected), bytes(sent));
	}

	/** The length comes first, so that no two lists of parts look the same. */
	private static void update(Mac mac, String part) {
		byte[] bytes = bytes(part);
		for (int shift = 24; shift >= 0; shift -= 8) {
			mac.update((byte) (bytes.length >>> shift));
		}
		mac.update(bytes);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
