package com.example.login;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A host application that listens on a random port.
 *
 * @param context its context
 */
public record RunningHost(ConfigurableApplicationContext context) implements AutoCloseable {

	private static final List<String> ARGUMENTS = List.of("--server.port=0", "--spring.main.banner-mode=off",
			// This line contains the directory, whose name may be "clilogin"
			"--spring.main.log-startup-info=false", "--logging.pattern.console=" + Log.PATTERN);

	/** The properties that enable a login. */
	public static final List<String> ENABLED = List.of("--clilogin.endpoints.cli=true",
			"--clilogin.endpoints.page=true", "--clilogin.api.paths=/api/**");

	/** The properties that enable a login without a database. */
	public static final List<String> LOGIN = Stream.concat(Stream.of("--clilogin.store=memory"), ENABLED.stream())
		.toList();

	/**
	 * Starts an application.
	 * @param application the application
	 * @param properties command-line arguments such as {@code --a=b}
	 * @return the host, to be closed
	 */
	public static RunningHost start(Class<?> application, String... properties) {
		return start(List.of(application), List.of(properties));
	}

	/**
	 * Starts an application in which a login is enabled.
	 * @param application the application
	 * @param properties further command-line arguments such as {@code --a=b}
	 * @return the host, to be closed
	 */
	public static RunningHost startEnabled(Class<?> application, String... properties) {
		return startEnabled(List.of(application), properties);
	}

	/**
	 * Starts an application in which a login is enabled, with further configuration
	 * classes.
	 * @param sources the application and the further classes
	 * @param properties further command-line arguments such as {@code --a=b}
	 * @return the host, to be closed
	 */
	public static RunningHost startEnabled(List<Class<?>> sources, String... properties) {
		return start(sources, Stream.concat(ENABLED.stream(), Stream.of(properties)).toList());
	}

	/**
	 * Starts an application with further configuration classes.
	 * @param sources the application and the further classes
	 * @param properties command-line arguments such as {@code --a=b}
	 * @return the host, to be closed
	 */
	public static RunningHost start(List<Class<?>> sources, List<String> properties) {
		String[] arguments = Stream.concat(ARGUMENTS.stream(), properties.stream()).toArray(String[]::new);
		return new RunningHost(new SpringApplicationBuilder(sources.toArray(Class<?>[]::new)).run(arguments));
	}

	/**
	 * {@return the address of the application, without a slash at the end}
	 */
	public String url() {
		return "http://127.0.0.1:"
				+ Objects.requireNonNull(this.context.getEnvironment().getProperty("local.server.port"));
	}

	/**
	 * {@return a bean of the application}
	 * @param <T> the type of the bean
	 * @param type the type of the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * {@return whether a bean is of a class in a package, which may be absent}
	 * @param packageName the name that the package starts with
	 */
	public boolean hasBeanOf(String packageName) {
		return Stream.of(this.context.getBeanDefinitionNames())
			.map(this.context::getType)
			.anyMatch((type) -> type != null && type.getName().startsWith(packageName));
	}

	@Override
	public void close() {
		this.context.close();
	}

}
