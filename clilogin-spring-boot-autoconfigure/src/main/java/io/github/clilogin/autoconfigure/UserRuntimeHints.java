package io.github.clilogin.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Registers the types by which users of an OAuth 2.0 or OpenID provider are recognized.
 * They are looked up by their names. Without them, a native image would take such users
 * for local users.
 */
final class UserRuntimeHints implements RuntimeHintsRegistrar {

	private static final List<String> TYPES = List.of(
			"org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken",
			"org.springframework.security.oauth2.core.oidc.user.OidcUser");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (String type : TYPES) {
			hints.reflection().registerTypeIfPresent(classLoader, type, (hint) -> {
				// The presence of the type is enough
			});
		}
	}

}
