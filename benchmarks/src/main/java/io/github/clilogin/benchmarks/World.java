package io.github.clilogin.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.NumberedLogin;

/**
 * The servers of a run, which start when they are first needed, and their logins.
 */
final class World {

	/** The next number of a login that only one benchmark uses. */
	private static final AtomicLong fresh = new AtomicLong(10_000_000);

	/** The number of logins that are confirmed ahead of their polls. */
	private static final int WHOLE_AHEAD = 64;

	static final List<String> HOST_PROPERTIES = List.of("--clilogin.endpoints.cli=true",
			"--clilogin.endpoints.logins=true", "--clilogin.api.paths=/api/**",
			"--clilogin.verification-uri=http://localhost/device", "--clilogin.login.max-pending=10000000",
			"--clilogin.limits.starts-per-minute=1000000", "--server.tomcat.max-connections=12000",
			"--server.tomcat.accept-count=2000");

	private final Scale scale;

	private final Report report;

	private final Supplier<Database> starter;

	private final String suffix;

	private @Nullable Database database;

	private @Nullable Server host;

	private @Nullable Server bare;

	private double peak;

	private World(Scale scale, Report report, Supplier<Database> starter, String suffix) {
		this.scale = scale;
		this.report = report;
		this.starter = starter;
		this.suffix = suffix;
	}

	World(Scale scale, Report report) {
		this(scale, report, Database::standalone, "");
	}

	/** Replaces these servers by some with a replica set. */
	World threeNodes() {
		close();
		World other = new World(this.scale, this.report, Database::threeNodes, ", three nodes");
		other.bare = bare();
		return other;
	}

	private void close() {
		if (this.host != null) {
			this.host.close();
			this.host = null;
		}
		if (this.database != null) {
			this.database.close();
			this.database = null;
		}
	}

	/** Returns the suffix of names in the report. */
	String suffix() {
		return this.suffix;
	}

	Scale scale() {
		return this.scale;
	}

	Report report() {
		return this.report;
	}

	Database database() {
		if (this.database == null) {
			this.database = this.starter.get();
		}
		return this.database;
	}

	Server bare() {
		if (this.bare == null) {
			this.bare = start("bare", Subject.BARE, List.of(), List.of());
		}
		return this.bare;
	}

	/** Returns the host with the starter, which has created its indexes. */
	Server host() {
		if (this.host == null) {
			this.host = startHost("host" + this.suffix, List.of());
			one(this.host, Calls.start("/clilogin/device", "client_id=acme"));
		}
		return this.host;
	}

	/** Starts another host on the same database. */
	Server startHost(String name, List<String> options) {
		return start(name, Subject.HOST, options, hostProperties());
	}

	List<String> hostProperties() {
		List<String> properties = new ArrayList<>(HOST_PROPERTIES);
		properties.add("--spring.mongodb.uri=" + database().uri());
		return properties;
	}

	static Server start(String name, Subject subject, List<String> options, List<String> properties) {
		int port = Server.freePort();
		return Server.start(name, Cores.SERVER, port, subject.command(port, options, properties));
	}

	/** Loads a server and measures the share of the load generator. */
	Outcome load(Traffic traffic) {
		Generator generator = new Generator();
		return Load.run(traffic).with(generator.share());
	}

	/** Sends one request and waits for the right answer. */
	static void one(Server server, Request request) {
		Load.run(Traffic.each(server.port(), 1, 0, Duration.ofSeconds(20), List.of(request).iterator()))
			.complete("The first request", 1);
	}

	/** Reserves numbers and returns the first. */
	long numbers(long count) {
		return fresh.getAndAdd(count);
	}

	/** Stores new pending logins and returns the first number. */
	long storePending(long count) {
		long first = numbers(count);
		host();
		database().store("clilogin_logins", first, count, (number) -> new NumberedLogin(number).pending());
		return first;
	}

	/** Returns requests for a warm-up, which confirm and collect logins. */
	Supplier<Request> wholeLogins() {
		int count = 20_000;
		long first = storePending(count + WHOLE_AHEAD);
		AtomicLong next = new AtomicLong();
		return () -> {
			long i = next.getAndIncrement();
			long number = first + i / 2 % count;
			// Both responses are right however often the requests are repeated
			return (i % 2 == 0) ? Calls.decide(new NumberedLogin(number + WHOLE_AHEAD).id())
					: Calls.status(number, "\"status\":");
		};
	}

	/** Returns the highest rate of polls, see B1. */
	double peak() {
		if (this.peak == 0) {
			WarmUp.run(host(), Loop.FEW, this.scale.warmUp(), Polled.status(this, Polled.MANY).requests());
			Polled usual = Polled.status(this, Polled.USUAL);
			usual.begin(host());
			this.peak = Load.run(Traffic.closed(host().port(), Loop.FEW, this.scale.round(), usual.requests()))
				.valid("B1")
				.perSecond();
		}
		return this.peak;
	}

	void peak(double perSecond) {
		this.peak = perSecond;
	}

}
