package io.github.clilogin.conformance.page;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Creates the environment before the first page test and closes it after the last one.
 */
final class PageEnvironmentExtension implements BeforeAllCallback, ParameterResolver {

	/** Creates the environment here, so that a missing browser skips the tests. */
	@Override
	public void beforeAll(ExtensionContext context) {
		environment(context);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == PageEnvironment.class;
	}

	@Override
	public PageEnvironment resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return environment(context);
	}

	private static PageEnvironment environment(ExtensionContext context) {
		return context.getRoot()
			.getStore(Namespace.GLOBAL)
			.computeIfAbsent(PageEnvironment.class, (type) -> new PageEnvironment(), PageEnvironment.class);
	}

}
