package io.github.clilogin.autoconfigure.web;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Registers everything that a native image cannot find by itself: the texts of the page,
 * and the types that are looked up by their names.
 */
final class CliLoginRuntimeHints implements RuntimeHintsRegistrar {

	private static final String PAGE_TEXTS = "io.github.clilogin.web.ConfirmationPage";

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerResourceBundle(PAGE_TEXTS);
		hints.resources().registerPattern(PAGE_TEXTS.replace('.', '/') + "*.properties");
		RequiredLibraries.types()
			.forEach((type) -> hints.reflection().registerTypeIfPresent(classLoader, type, (hint) -> {
				// The presence of the type is enough
			}));
	}

}
