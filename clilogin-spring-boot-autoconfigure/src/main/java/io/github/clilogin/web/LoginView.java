package io.github.clilogin.web;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;

/**
 * What a person may see of a login.
 */
final class LoginView {

	private LoginView() {
	}

	static String status(CliLogin login, Instant now) {
		return login.isExpired(now) ? "expired" : login.status().name().toLowerCase(Locale.ROOT);
	}

	/** Returns the program's name: the host's for a client it knows, else as claimed. */
	static @Nullable String client(CliLogin login, Map<String, String> clients) {
		String clientId = login.request().clientId();
		return (clientId != null) ? clients.getOrDefault(clientId, clientId) : null;
	}

}
