package io.github.clilogin.testsupport;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.util.ClassUtils;

import io.github.clilogin.CliCredentialMapper;
import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUserService;

/**
 * A host application on a web server with a free port, configured as users configure it:
 * by classes, properties and auto-configuration. Its user is {@code ann} with the
 * password {@code demo}, and it keeps logins in memory unless {@code spring.mongodb.uri}
 * is set.
 */
public final class HostApplication implements AutoCloseable {

	private static final Map<String, String> ALWAYS = Map.of("server.port", "0", "spring.main.banner-mode", "off",
			"logging.level.root", "warn");

	private static final Map<String, Object> WITH_A_USER = Map.of("spring.security.user.name", "ann",
			"spring.security.user.password", "demo");

	private static final Map<String, Object> IN_MEMORY = Map.of("clilogin.store", "memory",
			"spring.autoconfigure.exclude", "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration");

	private final ConfigurableApplicationContext context;

	private HostApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/** Starts a host application with properties such as {@code a.b=c}. */
	public static HostApplication start(Class<?> configuration, String... properties) {
		return with(configuration).properties(properties).start();
	}

	/** Prepares a host application with these configuration classes. */
	public static Builder with(Class<?>... configurations) {
		return new Builder(configurations);
	}

	/** Returns the application context. */
	public ConfigurableApplicationContext context() {
		return this.context;
	}

	/** Returns the only bean of a type. */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/** Returns the names of the beans of some types. */
	public List<String> beanNames(Class<?>... types) {
		return Stream.of(types).map(this.context::getBeanNamesForType).flatMap(Stream::of).toList();
	}

	/** Returns the service of the application. */
	public CliLoginService service() {
		return bean(CliLoginService.class);
	}

	/**
	 * Returns the steps of logins at the service, for logins that a test does not
	 * examine.
	 */
	public TestLogins logins() {
		return new TestLogins(service());
	}

	/**
	 * Returns the service of another instance with the same store, users and clock. It
	 * publishes no events.
	 */
	public CliLoginService elsewhere() {
		return TestLogins.builder(bean(CliLoginRepository.class), bean(CliUserService.class))
			.mapper(bean(CliCredentialMapper.class))
			.settings(service().settings())
			.clock(bean(Clock.class))
			.build();
	}

	/** Returns the clock of an application that has a {@link MovableClock}. */
	public MovableClock clock() {
		return bean(MovableClock.class);
	}

	/** Returns the store of an application that has a {@link TestRepository}. */
	public TestRepository store() {
		return bean(TestRepository.class);
	}

	/** Returns the events of logins so far. */
	public List<CliLoginEvent> events() {
		return bean(Events.class).all;
	}

	/** Returns the port of the web server. */
	public int port() {
		return port("local.server.port");
	}

	/** Returns the port of the web server of the actuator. */
	public int managementPort() {
		return port("local.management.port");
	}

	private int port(String property) {
		return Objects.requireNonNull(this.context.getEnvironment().getProperty(property, Integer.class));
	}

	/** Returns the address of the application, without a path. */
	public String url() {
		return "http://localhost:" + port();
	}

	/** Returns a connection for requests of a CLI. */
	public RawConnection wire() {
		return new RawConnection(port());
	}

	/** Returns a connection for requests of a CLI to this host name. */
	public RawConnection wireTo(String hostName) {
		return new RawConnection(port(), hostName);
	}

	/** Opens a browser without cookies for this host name. */
	public TestBrowser browserAt(String hostName) {
		return TestBrowser.at(hostName, port());
	}

	/** Opens a browser without cookies that sends these headers with every request. */
	public TestBrowser browser(String... headers) {
		return new TestBrowser(URI.create(url()), headers);
	}

	/** Starts a login as the CLI {@code acme}. */
	public TestCli cli() {
		return cli(Map.of());
	}

	/** Starts a login as a CLI, with these parameters. */
	public TestCli cli(Map<String, String> parameters) {
		return TestCli.start(wire(), parameters);
	}

	/**
	 * Starts a login as the CLI {@code acme}, and confirms it as Ann without a browser.
	 */
	public TestCli confirmedCli() {
		return confirm(cli());
	}

	/** Confirms the login of a CLI, as Ann and without a browser. */
	public TestCli confirm(TestCli cli) {
		service().confirm(cli.id(), TestUsers.account("ann"));
		return cli;
	}

	/** Confirms the login that a response started, as Ann and without a browser. */
	public RawResponse confirmed(RawResponse started) {
		service().confirm(loginOf(started).id(), TestUsers.account("ann"));
		return started;
	}

	/** Returns the token of a whole login of Ann. */
	public String token(String... scopes) {
		return logins().token(TestUsers.account("ann"), scopes);
	}

	/** Finds the login of a CLI in the store. */
	public CliLogin loginOf(TestCli cli) {
		return service().get(cli.id()).orElseThrow();
	}

	/** Finds the login in the store that a response started. */
	public CliLogin loginOf(RawResponse started) {
		String userCode = started.text(started.members().contains("user_code") ? "user_code" : "userCode");
		return bean(CliLoginRepository.class).findByUserCode(userCode.replace("-", "")).orElseThrow();
	}

	/** Stops the application. */
	@Override
	public void close() {
		this.context.close();
	}

	/** Prepares a host application. */
	public static final class Builder {

		private final List<Class<?>> configurations;

		private final Map<String, String> properties = new LinkedHashMap<>(ALWAYS);

		private final Map<String, Object> beans = new LinkedHashMap<>(Map.of("events", new Events()));

		private Builder(Class<?>... configurations) {
			this.configurations = new ArrayList<>(List.of(configurations));
		}

		/** Adds a configuration class. */
		public Builder configuration(Class<?> configuration) {
			this.configurations.add(configuration);
			return this;
		}

		/** Sets a property, or replaces it. */
		public Builder property(String key, Object value) {
			this.properties.put(key, value.toString());
			return this;
		}

		/** Sets properties such as {@code a.b=c}, or replaces them. */
		public Builder properties(String... properties) {
			for (String property : properties) {
				int sign = property.indexOf('=');
				property(property.substring(0, sign), property.substring(sign + 1));
			}
			return this;
		}

		/** Adds a bean that exists before the application starts. */
		public Builder bean(Object bean) {
			return bean(ClassUtils.getShortNameAsProperty(bean.getClass()), bean);
		}

		/** Adds the clock of logins, which also measures the limits. */
		public Builder clock(MovableClock clock) {
			return bean("cliLoginClock", clock);
		}

		private Builder bean(String name, Object bean) {
			this.beans.put(name, bean);
			return this;
		}

		/** Starts the application. */
		public HostApplication start() {
			SpringApplicationBuilder application = new SpringApplicationBuilder(
					this.configurations.toArray(Class<?>[]::new))
				.properties(WITH_A_USER)
				.initializers(this::register);
			if (!this.properties.containsKey("spring.mongodb.uri")) {
				application.properties(IN_MEMORY);
			}
			return new HostApplication(application.run(this.properties.entrySet()
				.stream()
				.map((property) -> "--" + property.getKey() + "=" + property.getValue())
				.toArray(String[]::new)));
		}

		private void register(ConfigurableApplicationContext context) {
			this.beans.forEach(context.getBeanFactory()::registerSingleton);
		}

	}

	/** Keeps the events of logins. */
	static final class Events {

		private final List<CliLoginEvent> all = new CopyOnWriteArrayList<>();

		@EventListener
		void onEvent(CliLoginEvent event) {
			this.all.add(event);
		}

	}

}
