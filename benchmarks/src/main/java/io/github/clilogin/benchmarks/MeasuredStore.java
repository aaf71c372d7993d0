package io.github.clilogin.benchmarks;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.HdrHistogram.Histogram;

import io.github.clilogin.DeviceCode;

/**
 * A store with an instance of the application, and the measurements so far.
 */
final class MeasuredStore {

	private static final int POLLED = 1_000;

	private static final int TOKENS = 200;

	/** Start, confirmation, collection and the first API call. */
	private static final int STEPS = 4;

	private final String name;

	private final World world;

	private final List<String> properties = new ArrayList<>(World.HOST_PROPERTIES);

	private final Server server;

	private final List<Loop> loops;

	private final Map<Loop, List<Sample>> samples = new LinkedHashMap<>();

	private final List<Double> single = new ArrayList<>();

	private final Queue<Request> nextSteps = new ArrayDeque<>();

	MeasuredStore(String name, World world, String... properties) {
		this.name = name;
		this.world = world;
		this.properties.addAll(List.of(properties));
		this.properties.add("--clilogin.login.lifetime=1h");
		this.server = start("1");
		List<String> codes = codes(POLLED);
		List<String> tokens = tokens();
		AtomicInteger next = new AtomicInteger();
		// Alternates the client of a login, so that each poll is a read
		this.loops = List.of(loop("poll", () -> {
			int i = next.getAndIncrement();
			return Calls.status(codes.get(i % POLLED), i / POLLED % 2 == 0);
		}), loop("API call", () -> Calls.me(tokens.get(next.getAndIncrement() % TOKENS))),
				loop("step of a login", this::step));
	}

	private Server start(String number) {
		return World.start("store " + this.name + " " + number, Subject.HOST_WITH_DATABASES, List.of(),
				this.properties);
	}

	private Loop loop(String what, Supplier<Request> requests) {
		return new Loop(this.name + ", " + what, Loop.FEW, Ceiling.JSON_200, this.server, requests, requests,
				this.nextSteps::clear);
	}

	private List<String> codes(int count) {
		List<String> codes = new ArrayList<>();
		all(IntStream.range(0, count)
			.mapToObj((i) -> begin().then((answer) -> codes.add(answer.member("device_code")))));
		return codes;
	}

	private List<String> tokens() {
		List<String> codes = codes(TOKENS);
		all(codes.stream().map((code) -> Calls.confirm(id(code))));
		List<String> tokens = new ArrayList<>();
		all(codes.stream().map((code) -> collect(code).then((answer) -> tokens.add(answer.member("accessToken")))));
		all(tokens.stream().map(Calls::me));
		return tokens;
	}

	private void all(Stream<Request> requests) {
		List<Request> list = requests.toList();
		Load.run(Traffic.each(this.server.port(), 8, 0, Duration.ofSeconds(60), list.iterator()))
			.complete(this.name, list.size());
	}

	private static Request begin() {
		return Calls.start("/clilogin/device", "client_id=acme");
	}

	private static String id(String code) {
		return DeviceCode.parse(code).orElseThrow().id();
	}

	private static Request collect(String code) {
		return Calls.status(code, "\"status\":\"confirmed\"");
	}

	/** Returns the next step of a login that waits for it, or starts one. */
	private Request step() {
		Request next = this.nextSteps.poll();
		return (next != null) ? next : begin().then((started) -> {
			String code = started.member("device_code");
			this.nextSteps.add(Calls.confirm(id(code))
				.then((confirmed) -> this.nextSteps.add(collect(code)
					.then((collected) -> this.nextSteps.add(Calls.me(collected.member("accessToken")))))));
		});
	}

	void warmUp() {
		this.loops.forEach((loop) -> loop.warmUp(this.world.scale().warmUp().dividedBy(this.loops.size())));
	}

	void sample() {
		for (Loop loop : this.loops) {
			this.samples.computeIfAbsent(loop, (key) -> new ArrayList<>())
				.add(loop.sample(this.world.scale().round(), () -> 0));
		}
		this.nextSteps.clear();
		Traffic one = Traffic.closed(this.server.port(), 1, this.world.scale().round(), this::step);
		this.single.add(STEPS * 1_000 / Load.run(one).valid(this.name).perSecond());
	}

	String row() {
		List<Sample> medians = this.samples.values().stream().map(Sample::median).toList();
		Sample polls = medians.get(0);
		Sample calls = medians.get(1);
		Sample steps = medians.get(2);
		this.world.report()
			.note("%s: generator's core %.0f, %.0f and %.0f %%, compilers at most %.0f %%".formatted(this.name,
					polls.generatorShare() * 100, calls.generatorShare() * 100, steps.generatorShare() * 100,
					medians.stream().mapToDouble(Sample::compilerShare).max().orElseThrow() * 100));
		return "| %s | %,.0f | %s | %.0f | %,.0f | %s | %.0f | %,.0f | %.0f | %s | %s |".formatted(this.name,
				polls.perSecond(), Report.text(polls.p50()), polls.cpuMicros(), calls.perSecond(),
				Report.text(calls.p50()), calls.cpuMicros(), steps.perSecond() / STEPS, steps.cpuMicros() * STEPS,
				Report.text(Sample.middle(this.single)), decisions());
	}

	/** Returns no figure for a store that only one instance can use. */
	private String decisions() {
		if (this.name.equals("memory") || this.name.equals("H2 file")) {
			return "– | –";
		}
		try (Server other = start("2")) {
			WarmUp.run(other, Loop.FEW, this.world.scale().warmUp().dividedBy(2), this::step);
			Histogram times = Waiting.decisions(other, this.server, codes(Math.min(300, this.world.scale().decided())));
			return Report.text(Waiting.millis(times, 50)) + " | " + Report.text(Waiting.millis(times, 99));
		}
	}

}