package io.github.clilogin.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Registers the type by which users of an OAuth 2.0 provider are recognized. It is looked
 * up by its name. Without it, a native image would take them for local users.
 */
final class UserRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.reflection()
			.registerTypeIfPresent(classLoader,
					"org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken", (hint) -> {
						// The presence of the type is enough
					});
	}

}
