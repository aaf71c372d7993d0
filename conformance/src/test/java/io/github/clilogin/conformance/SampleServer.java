package io.github.clilogin.conformance;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * The sample application, served on a port of its own.
 */
public final class SampleServer implements AutoCloseable {

	/** Where the sample application says who calls. */
	public static final String API = "/api/me";

	private static final Duration LIFETIME = Duration.ofMinutes(10);

	/** All clients come from one address here, and time may stand still. */
	private static final Map<String, String> OURS = Map.of("server.port", "0", "spring.main.banner-mode", "off",
			"logging.level.root", "warn", "clilogin.login.lifetime", LIFETIME.toString(), "clilogin.login.interval",
			"1s", "clilogin.limits.starts-per-minute", "1000");

	/** A start and an end change what logging has once in a process. */
	private static final Object ONE_AT_A_TIME = new Object();

	private final MovableClock clock = new MovableClock();

	private final WireTap wire = new WireTap();

	private final ConfigurableApplicationContext context;

	private SampleServer(Map<String, String> properties, Class<?>... more) {
		String[] arguments = properties.entrySet()
			.stream()
			.map((property) -> "--" + property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
		synchronized (ONE_AT_A_TIME) {
			this.context = new SpringApplicationBuilder(mainClass()).sources(more)
				.initializers(this::prepare)
				.run(arguments);
		}
	}

	/**
	 * Starts the application.
	 * @param properties what differs from its own configuration
	 * @param more configuration classes beside its own
	 * @return the server
	 */
	public static SampleServer start(Map<String, String> properties, Class<?>... more) {
		Map<String, String> all = new LinkedHashMap<>(OURS);
		all.putAll(properties);
		return new SampleServer(all, more);
	}

	/** By name: its jar is executable, so the compiler cannot look into it. */
	private static Class<?> mainClass() {
		try {
			return Class.forName("io.github.clilogin.sampleapp.SampleApp");
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException("Build sample-app first", ex);
		}
	}

	private void prepare(ConfigurableApplicationContext context) {
		context.getBeanFactory().registerSingleton("clock", this.clock);
		context.getBeanFactory().registerSingleton("wireTap", tap());
	}

	private FilterRegistrationBean<WireTap> tap() {
		FilterRegistrationBean<WireTap> tap = new FilterRegistrationBean<>(this.wire);
		tap.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return tap;
	}

	/**
	 * Returns where the application is.
	 * @return the URI without a path
	 */
	public URI uri() {
		return URI.create("http://localhost:" + this.context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	/**
	 * Returns where a page or an endpoint is.
	 * @param path the path
	 * @return the URI
	 */
	public URI uri(String path) {
		return uri().resolve(path);
	}

	/**
	 * Returns what hears every request.
	 * @return the tap
	 */
	public WireTap wire() {
		return this.wire;
	}

	/**
	 * Lets time pass until every login has expired.
	 */
	public void expireLogins() {
		this.clock.advance(LIFETIME.plusSeconds(1));
	}

	/**
	 * Lets time pass by {@link #expireLogins} only, so that answers are always the same.
	 */
	void stopTime() {
		this.clock.stop();
	}

	/** Lets time pass by itself again. */
	void startTime() {
		this.clock.go();
	}

	/**
	 * Makes a login unknown while its client still polls.
	 * @param userCode its user code
	 */
	public void forget(String userCode) {
		CliLogin login = this.context.getBean(CliLoginRepository.class)
			.findByUserCode(userCode.replace("-", ""))
			.orElseThrow();
		this.context.getBean(CliLoginService.class).delete(login.id());
	}

	@Override
	public void close() {
		synchronized (ONE_AT_A_TIME) {
			this.context.close();
		}
	}

}
