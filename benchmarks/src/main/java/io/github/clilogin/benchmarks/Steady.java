package io.github.clilogin.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.clilogin.NumberedLogin;

/**
 * B1, B2, B3, B5 and B10: closed loops, each beside the ceiling and beside Spring's
 * authorization server in the same round.
 */
final class Steady {

	private static final String BARE_200 = "bare endpoint, JSON, 200";

	private static final String BARE_400 = "bare endpoint, form, 400";

	private static final String B1 = "B1 poll of status, 200";

	private static final String B2 = "B2 poll of token, 400";

	private static final String B5 = "B5 start";

	private static final String B10 = "B10 API call with a token";

	private static final String SAS = "Spring's server, memory, 100 logins";

	private static final String SAS_1K = "Spring's server, JDBC, 1,000 logins";

	private static final String SAS_10K = "Spring's server, JDBC, 10,000 logins";

	private static final int FEW = 32;

	private static final int MANY = 256;

	private static final double INTERVAL = 5;

	private static final int TOKENS = 20_000;

	/** What Keycloak reached of the bare endpoint, see the page. */
	private static final double KEYCLOAK_START = 0.068;

	private final World world;

	private final Report report;

	private final Set<String> asked;

	private final List<Case> cases = new ArrayList<>();

	private final Map<Case, List<Sample>> samples = new LinkedHashMap<>();

	private final AtomicLong next = new AtomicLong();

	Steady(World world, Set<String> asked) {
		this.world = world;
		this.report = world.report();
		this.asked = asked;
	}

	void run() {
		double few = asked("B3") ? stored("1,000", 1_000) : 0;
		add(BARE_200, FEW, this.world.bare(), () -> Calls.status("/status", "x".repeat(43), "pending"));
		addOurs();
		if (asked("B1") || asked("B2")) {
			addSpring();
		}
		measure();
		judge();
		if (asked("B3")) {
			flat(few);
		}
	}

	private void addOurs() {
		if (asked("B1") || asked("B3")) {
			add(B1, FEW, this.world.host(), this.world.polls());
		}
		if (asked("B2")) {
			add(BARE_400, FEW, this.world.bare(), () -> Calls.token("/token", "x".repeat(43), ""));
			add(B2, FEW, this.world.host(), this.world.tokenPolls());
		}
		if (asked("B5")) {
			add(B5, FEW, this.world.host(), () -> Calls.start("/clilogin/device", "client_id=acme"));
		}
		if (asked("B10")) {
			add(B10, FEW, this.world.host(), calls());
		}
		if (asked("B1") && this.world.scale().rounds() > 1) {
			add(BARE_200, MANY, this.world.bare(), () -> Calls.status("/status", "x".repeat(43), "pending"));
			add(B1, MANY, this.world.host(), this.world.polls());
		}
	}

	private Supplier<Request> calls() {
		this.world.database().store("clilogin_logins", 0, TOKENS, (number) -> new NumberedLogin(number).collected());
		return () -> Calls.me(new NumberedLogin(this.next.getAndIncrement() % TOKENS).token());
	}

	private void addSpring() {
		addSpring(SAS, Subject.AUTHORIZATION_SERVER, 100);
		addSpring(SAS_1K, Subject.AUTHORIZATION_SERVER_JDBC, 1_000);
		addSpring(SAS_10K, Subject.AUTHORIZATION_SERVER_JDBC, 10_000);
	}

	private void addSpring(String name, Subject subject, int count) {
		SpringServer spring = SpringServer.start(subject, count);
		add(name, FEW, spring.server(), spring.polls());
	}

	private boolean asked(String id) {
		return this.asked.contains(id);
	}

	private void add(String name, int connections, Server server, Supplier<Request> requests) {
		this.cases.add(new Case(name, connections, server, requests));
	}

	/** Measures all in turn, again and again, so that what changes meanwhile hits all. */
	private void measure() {
		measure((each) -> each.load(this.world.scale().warmUp()));
		for (int i = 0; i < this.world.scale().rounds(); i++) {
			measure((each) -> this.samples.computeIfAbsent(each, (key) -> new ArrayList<>()).add(sample(each)));
		}
	}

	/** One that fails is said and left out from then on. */
	private void measure(Consumer<Case> measurement) {
		for (Case each : List.copyOf(this.cases)) {
			try {
				measurement.accept(each);
			}
			catch (IllegalStateException ex) {
				this.cases.remove(each);
				this.samples.remove(each);
				this.report.failed(each.name(), ex);
			}
		}
	}

	private Sample sample(Case each) {
		double before = each.server().cpuSeconds();
		double generatorBefore = generatorCpu();
		long start = System.nanoTime();
		Outcome outcome = each.load(this.world.scale().round());
		double seconds = (System.nanoTime() - start) / 1e9;
		double cpu = each.server().cpuSeconds() - before;
		return new Sample(outcome.perSecond(), cpu / outcome.latencies().getTotalCount() * 1e6, outcome.millis(50),
				outcome.millis(99), outcome.millis(99.9), (generatorCpu() - generatorBefore) / seconds);
	}

	private double generatorCpu() {
		return this.world.database().cpuSeconds()
				+ ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
	}

	private void judge() {
		this.samples.forEach((each, list) -> this.report.figure(each.name(), each.connections(), Sample.median(list),
				find(ceiling(each), each.connections()).map((bare) -> ratio(each, bare)).orElse(Double.NaN)));
		if (asked("B1")) {
			find(B1, FEW).map(this::median).ifPresent((sample) -> {
				this.world.peak(sample.perSecond());
				size(sample.cpuMicros());
			});
			ratio("B1", B1, BARE_200, 0.28);
			againstSpring("B1", B1);
		}
		if (asked("B2")) {
			ratio("B2", B2, BARE_400, 0.45);
			againstSpring("B2", B2);
		}
		if (asked("B5")) {
			ratio("B5", B5, BARE_200, 2.5 * KEYCLOAK_START);
		}
	}

	private Sample median(Case each) {
		return Sample.median(Objects.requireNonNull(this.samples.get(each)));
	}

	/** What the figures mean for those who wait, computed. */
	private void size(double micros) {
		for (int waiting = 10_000; waiting <= 1_000_000; waiting *= 10) {
			double polls = waiting / INTERVAL;
			this.report.note("Computed: %,d waiting poll %,.0f times a second, which takes %s cores of the application"
				.formatted(waiting, polls, Report.text(polls * micros / 1e6)));
		}
	}

	private static String ceiling(Case each) {
		return each.name().equals(B2) || each.name().equals(BARE_400) ? BARE_400 : BARE_200;
	}

	private void againstSpring(String id, String ours) {
		ratio(id, ours, SAS, 1);
		ratio(id, ours, SAS_1K, 2);
		ratio(id, ours, SAS_10K, 5);
	}

	private void ratio(String id, String ours, String other, double goal) {
		find(ours, FEW).ifPresent((one) -> find(other, FEW).ifPresent((two) -> this.report.atLeast(id,
				ours.substring(id.length() + 1) + " / " + other, goal, ratio(one, two))));
	}

	/** The median of the ratios of each round. */
	private double ratio(Case one, Case other) {
		List<Sample> ours = Objects.requireNonNull(this.samples.get(one));
		List<Sample> theirs = Objects.requireNonNull(this.samples.get(other));
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < ours.size(); i++) {
			ratios.add(ours.get(i).perSecond() / theirs.get(i).perSecond());
		}
		return Sample.middle(ratios);
	}

	private Optional<Case> find(String name, int connections) {
		return this.samples.keySet()
			.stream()
			.filter((each) -> each.name().equals(name) && each.connections() == connections)
			.findFirst();
	}

	/** Returns the share of the bare endpoint with so many logins more. */
	private double stored(String text, long count) {
		long first = this.world.storePending(count);
		long polled = Math.min(count, World.POLLED);
		// With so few each is polled too early, which costs nothing but a longer interval
		Case ours = new Case("B3 poll of status, " + text + " stored", FEW, this.world.host(),
				() -> Calls.status(first + this.next.getAndIncrement() % polled, "pending"));
		Case ceiling = new Case(BARE_200, FEW, this.world.bare(),
				() -> Calls.status("/status", "x".repeat(43), "pending"));
		Steady pair = new Steady(this.world, Set.of());
		pair.cases.addAll(List.of(ceiling, ours));
		pair.measure();
		double ratio = pair.ratio(ours, ceiling);
		this.report.figure(ours.name(), FEW, pair.median(ours), ratio);
		return ratio;
	}

	private void flat(double few) {
		this.report.note("MongoDB holds %s bytes for each login, uncompressed, with its indexes"
			.formatted(Report.text(this.world.database().bytesPerLogin("clilogin_logins"))));
		this.report.atLeast("B3", "100,000 stored / 1,000 stored", 0.95,
				ratio(find(B1, FEW).orElseThrow(), find(BARE_200, FEW).orElseThrow()) / few);
		if (this.world.scale().mostStored() > World.POLLED) {
			this.report.atLeast("B3", "1,000,000 stored / 1,000 stored", 0.95,
					stored("1,000,000", this.world.scale().mostStored() - World.POLLED) / few);
		}
	}

	/**
	 * What is measured.
	 *
	 * @param name its name
	 * @param connections how many connections
	 * @param server who answers
	 * @param requests what is asked
	 */
	private record Case(String name, int connections, Server server, Supplier<Request> requests) {

		Outcome load(Duration time) {
			return Load.run(Traffic.closed(this.server.port(), this.connections, time, this.requests)).valid(this.name);
		}

	}

}
