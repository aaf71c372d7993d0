package io.github.clilogin.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Who asks. All clients are public: an {@code Authorization: Basic} header names the
 * client and its secret proves nothing; {@code Bearer} is of no concern here.
 */
final class ClientId {

	private static final String BASIC = "Basic";

	private ClientId() {
	}

	static @Nullable String of(ServerRequest request, Parameters parameters) {
		Optional<String> header = authorization(request).map(ClientId::decode).filter((name) -> !name.isEmpty());
		Optional<String> body = parameters.text(Name.CLIENT_ID);
		if (header.isPresent() && body.isPresent() && !header.equals(body)) {
			throw WireException.invalidRequest("The Authorization header and client_id name different clients");
		}
		return body.or(() -> header).orElse(null);
	}

	static boolean isAuthenticating(ServerRequest request) {
		return authorization(request).isPresent();
	}

	private static Optional<String> authorization(ServerRequest request) {
		return Optional.ofNullable(request.headers().firstHeader(HttpHeaders.AUTHORIZATION))
			.map(String::strip)
			.filter((header) -> BASIC.equalsIgnoreCase(header.split(" ", 2)[0]))
			.map((header) -> header.substring(BASIC.length()).strip());
	}

	/** The user name is form-encoded (RFC 6749 §2.3.1). */
	private static String decode(String credentials) {
		try {
			String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.ISO_8859_1);
			int colon = pair.indexOf(':');
			if (colon >= 0) {
				return Text.formDecode(pair.substring(0, colon));
			}
		}
		catch (IllegalArgumentException ex) {
			// Not Base64: refused below
		}
		throw WireException.invalidRequest("The Authorization header is malformed");
	}

}
