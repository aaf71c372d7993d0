package io.github.clilogin.web.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DeferredCsrfToken;

/**
 * Reads the CSRF token of the host, which is an empty text without CSRF protection. A
 * host without sessions replaces its token in each request of a signed-in user.
 */
final class HostCsrfToken {

	private HostCsrfToken() {
	}

	/** Returns the token that the browser has sent with this request. */
	static String sent(HttpServletRequest request) {
		return (request.getAttribute(DeferredCsrfToken.class.getName()) instanceof DeferredCsrfToken csrf)
				? csrf.get().getToken() : "";
	}

	/** Returns the token that the browser will send with the next request. */
	static String next(HttpServletRequest request) {
		String sent = sent(request);
		return (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf)
				? unmasked(csrf.getToken(), sent) : sent;
	}

	/**
	 * Reverts {@code XorCsrfTokenRequestAttributeHandler}, whose result has two halves.
	 */
	private static String unmasked(String token, String sent) {
		int length = sent.getBytes(StandardCharsets.UTF_8).length;
		byte[] bytes = decoded(token);
		if (bytes.length != 2 * length) {
			return (token.length() == sent.length()) ? token : sent;
		}
		byte[] unmasked = new byte[length];
		for (int i = 0; i < length; i++) {
			unmasked[i] = (byte) (bytes[i] ^ bytes[length + i]);
		}
		return new String(unmasked, StandardCharsets.UTF_8);
	}

	private static byte[] decoded(String token) {
		try {
			return Base64.getUrlDecoder().decode(token);
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

}
