package io.github.clilogin.autoconfigure.web;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.EnabledSwitches;

/**
 * Fails the start-up if an endpoint is enabled and a required library is missing. Checks
 * before any bean is created, since lazy beans would fail at the first request.
 */
final class RequiredLibraries implements BeanFactoryPostProcessor {

	private static final List<Library> NEEDED = List.of(
			new Library("Jackson 3", "tools.jackson.core:jackson-databind", "tools.jackson.databind.json.JsonMapper"),
			new Library("Bucket4j", "com.bucket4j:bucket4j_jdk17-core", "io.github.bucket4j.Bucket"));

	private final Environment environment;

	RequiredLibraries(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		List<Library> missing = NEEDED.stream()
			.filter((library) -> !ClassUtils.isPresent(library.type(), beans.getBeanClassLoader()))
			.toList();
		List<String> enabled = EnabledSwitches.of(this.environment).endpoints();
		if (!missing.isEmpty() && !enabled.isEmpty()) {
			throw new CliLoginConfigurationException(
					EnabledSwitches.clause(enabled) + ", but a required library is not on the class path: "
							+ missing.stream().map(Library::name).collect(Collectors.joining(", ")) + ".",
					"Add clilogin-spring-boot-starter and spring-boot-starter-webmvc, which include it, or add "
							+ missing.stream().map(Library::artifact).collect(Collectors.joining(" and ")) + ".");
		}
	}

	/** Returns the types that are looked up by their names. */
	static Stream<String> types() {
		return NEEDED.stream().map(Library::type);
	}

	private record Library(String name, String artifact, String type) {

	}

}
