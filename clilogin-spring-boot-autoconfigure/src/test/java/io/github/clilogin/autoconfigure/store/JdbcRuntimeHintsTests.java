package io.github.clilogin.autoconfigure.store;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import io.github.clilogin.autoconfigure.CliLoginAutoConfiguration;
import io.github.clilogin.autoconfigure.ProcessedHints;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the hints for a native image of an application with a relational database.
 */
class JdbcRuntimeHintsTests {

	private final RuntimeHints hints = ProcessedHints.of(CliLoginAutoConfiguration.class,
			CliLoginStoreAutoConfiguration.class);

	@ParameterizedTest
	@ValueSource(strings = { "h2", "mysql", "oracle", "postgresql", "sqlserver" })
	void scriptsAreInTheImage(String database) {
		assertThat(RuntimeHintsPredicates.resource().forResource("io/github/clilogin/jdbc/schema-" + database + ".sql"))
			.accepts(this.hints);
	}

	@Test
	void connectionHasAProxyInTheImage() {
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Connection.class)).accepts(this.hints);
	}

	static Stream<Method> methods() {
		return Stream.of(Connection.class.getMethods(), Object.class.getMethods()).flatMap(Stream::of);
	}

	@ParameterizedTest
	@MethodSource("methods")
	void proxyPassesEachMethodOn(Method method) {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(method)).accepts(this.hints);
	}

}
