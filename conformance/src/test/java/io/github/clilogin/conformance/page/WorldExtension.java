package io.github.clilogin.conformance.page;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Makes the world before the first test of the page, and ends it after the last of all.
 */
final class WorldExtension implements BeforeAllCallback, ParameterResolver {

	/** Here and not where it is asked for, so that a missing browser skips the tests. */
	@Override
	public void beforeAll(ExtensionContext context) {
		world(context);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == World.class;
	}

	@Override
	public World resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return world(context);
	}

	private static World world(ExtensionContext context) {
		return context.getRoot()
			.getStore(Namespace.GLOBAL)
			.computeIfAbsent(World.class, (type) -> new World(), World.class);
	}

}
