package io.github.clilogin.autoconfigure.web;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import io.github.clilogin.autoconfigure.CliLoginAutoConfiguration;
import io.github.clilogin.autoconfigure.ProcessedHints;
import io.github.clilogin.autoconfigure.store.CliLoginStoreAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CliLoginRuntimeHints}.
 */
class CliLoginRuntimeHintsTests {

	private final RuntimeHints hints = ProcessedHints.ofServlet(CliLoginAutoConfiguration.class,
			CliLoginStoreAutoConfiguration.class, CliLoginWebAutoConfiguration.class);

	static Stream<String> libraries() {
		return RequiredLibraries.types();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "_de", "_fr" })
	void textsOfThePageAreInTheImage(String language) {
		assertThat(RuntimeHintsPredicates.resource()
			.forResource("io/github/clilogin/web/ConfirmationPage" + language + ".properties")).accepts(this.hints);
	}

	@Test
	void bundleOfThePageIsInTheImage() {
		assertThat(RuntimeHintsPredicates.resource().forBundle("io.github.clilogin.web.ConfirmationPage"))
			.accepts(this.hints);
	}

	@ParameterizedTest
	@MethodSource("libraries")
	void requiredLibrariesAreFoundByTheirNames(String type) throws ClassNotFoundException {
		assertThat(RuntimeHintsPredicates.reflection().onType(Class.forName(type))).accepts(this.hints);
	}

}
