package io.github.clilogin.conformance;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.MovableClock;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;

/**
 * Runs the sample application on a free port.
 */
public final class SampleServer implements AutoCloseable {

	/** The path of the API that returns the current user. */
	public static final String API = "/api/me";

	private static final Duration LIFETIME = Duration.ofMinutes(10);

	/**
	 * Raises the start limit, since all clients share one address and the clock may stand
	 * still.
	 */
	private static final Map<String, String> DEFAULT_PROPERTIES = Map.of("clilogin.login.lifetime", LIFETIME.toString(),
			"clilogin.login.interval", "1s", "clilogin.limits.starts-per-minute", "1000", "spring.profiles.active",
			"memory");

	/** Starting and stopping an application changes the logging of the whole JVM. */
	private static final Object LOCK = new Object();

	private final MovableClock clock = MovableClock.running();

	private final WireTap wire = new WireTap();

	private final HostApplication host;

	private SampleServer(Map<String, String> properties, Class<?>... more) {
		HostApplication.Builder builder = HostApplication.with(mainClass()).clock(this.clock).bean(tap());
		Stream.of(more).forEach(builder::configuration);
		DEFAULT_PROPERTIES.forEach(builder::property);
		properties.forEach(builder::property);
		synchronized (LOCK) {
			this.host = builder.start();
		}
	}

	/**
	 * Starts the application.
	 * @param properties properties in addition to the application's configuration
	 * @param more configuration classes in addition to its own
	 * @return the server
	 */
	public static SampleServer start(Map<String, String> properties, Class<?>... more) {
		return new SampleServer(properties, more);
	}

	/** Loads the class by name, since the compiler cannot read the executable jar. */
	private static Class<?> mainClass() {
		try {
			return Class.forName("io.github.clilogin.sampleapp.SampleApp");
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException("Build sample-app first", ex);
		}
	}

	private FilterRegistrationBean<WireTap> tap() {
		FilterRegistrationBean<WireTap> tap = new FilterRegistrationBean<>(this.wire);
		tap.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return tap;
	}

	/**
	 * Returns the application.
	 * @return the running application
	 */
	public HostApplication host() {
		return this.host;
	}

	/**
	 * Returns the address of the application.
	 * @return the URI without a path
	 */
	public URI uri() {
		return URI.create(this.host.url());
	}

	/**
	 * Returns the address of a page or an endpoint.
	 * @param path the path
	 * @return the URI
	 */
	public URI uri(String path) {
		return uri().resolve(path);
	}

	/**
	 * Returns the tap, which records every request.
	 * @return the tap
	 */
	public WireTap wire() {
		return this.wire;
	}

	/** Advances the clock until every login has expired. */
	public void expireLogins() {
		this.clock.advance(LIFETIME.plusSeconds(1));
	}

	/**
	 * Stops the clock, so that responses are always the same. Only {@link #expireLogins}
	 * advances it.
	 */
	void stopTime() {
		this.clock.stop();
	}

	/** Lets the clock run again. */
	void startTime() {
		this.clock.resume();
	}

	/**
	 * Deletes a login while its client is polling.
	 * @param userCode the user code of the login
	 */
	public void forget(String userCode) {
		CliLogin login = this.host.bean(CliLoginRepository.class)
			.findByUserCode(userCode.replace("-", ""))
			.orElseThrow();
		this.host.service().delete(login.id());
	}

	@Override
	public void close() {
		synchronized (LOCK) {
			this.host.close();
		}
	}

}
