package io.github.clilogin.autoconfigure.store;

import java.sql.Connection;
import java.sql.Wrapper;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * Registers the scripts and the proxy of a connection, which a native image cannot find
 * by itself. The proxy passes all methods on by reflection.
 */
final class JdbcRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("io/github/clilogin/jdbc/schema-*.sql");
		hints.proxies().registerJdkProxy(Connection.class);
		hints.reflection()
			.registerTypes(TypeReference.listOf(Connection.class, Wrapper.class, Object.class),
					(type) -> type.withMembers(MemberCategory.INVOKE_PUBLIC_METHODS));
	}

}
