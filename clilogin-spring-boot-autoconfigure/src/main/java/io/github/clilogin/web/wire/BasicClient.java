package io.github.clilogin.web.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/** Reads the client ID of a Basic {@code Authorization} header (RFC 6749 §2.3.1). */
record BasicClient(String credentials) {

	private static final String SCHEME = "Basic";

	static @Nullable BasicClient read(@Nullable String authorization) {
		if (authorization == null) {
			return null;
		}
		String header = authorization.strip();
		return SCHEME.equalsIgnoreCase(header.split(" ", 2)[0])
				? new BasicClient(header.substring(SCHEME.length()).strip()) : null;
	}

	/** Returns the form-decoded user name, or {@code null} if it is empty. */
	@Nullable String name() {
		try {
			String pair = new String(Base64.getDecoder().decode(this.credentials), StandardCharsets.ISO_8859_1);
			int colon = pair.indexOf(':');
			if (colon >= 0) {
				String name = FormDecoder.decode(pair.substring(0, colon));
				return name.isEmpty() ? null : name;
			}
		}
		catch (IllegalArgumentException ex) {
			// Not Base64: refused below
		}
		throw WireException.invalidRequest("The Authorization header is malformed");
	}

	@Override
	public String toString() {
		return "BasicClient[redacted]";
	}

}
