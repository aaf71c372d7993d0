package io.github.clilogin.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.HdrHistogram.Histogram;

import io.github.clilogin.DeviceCode;
import io.github.clilogin.NumberedLogin;

/**
 * Runs B6 and B9: polls that wait for a decision.
 */
final class Waiting {

	private static final String PREFER = "Prefer: wait=25";

	/** Only a held poll takes this long. */
	private static final Duration LONG = Duration.ofSeconds(24);

	private static final int WAITING = 10_000;

	/**
	 * The time until the full rate is reached, so that all CLIs have started after 7.5 s.
	 */
	private static final Duration RAMP = Duration.ofSeconds(5);

	private static final int MOST_WAITING = 1_000;

	private static final double FEWEST_WAITING = 0.9 * MOST_WAITING;

	/**
	 * The time between two queries of an instance for decisions of others, in
	 * milliseconds.
	 */
	private static final int TICK = 500;

	private static final int DECISIONS_PER_SECOND = 66;

	private final World world;

	private final Report report;

	Waiting(World world) {
		this.world = world;
		this.report = world.report();
	}

	void decisions() {
		int count = this.world.scale().decided();
		try (Server other = this.world.startHost("other" + this.world.suffix(), List.of())) {
			warmUp(other);
			warmUp(this.world.host());
			Histogram same = decisions(this.world.host(), this.world.host(), count);
			this.report.atMost("B6", "confirm to terminal" + this.world.suffix() + ", same instance: p99", 20,
					millis(same, 99));
			Histogram elsewhere = decisions(other, this.world.host(), count);
			this.report.atMost("B6", "confirm to terminal" + this.world.suffix() + ", other instance: p50",
					TICK / 2 + 20, millis(elsewhere, 50));
			this.report.atMost("B6", "confirm to terminal" + this.world.suffix() + ", other instance: p99", TICK + 50,
					millis(elsewhere, 99));
		}
	}

	/** Warms up for half the time, since the load is small. */
	private void warmUp(Server server) {
		WarmUp.run(server, Loop.FEW, this.world.scale().warmUp().dividedBy(2), this.world.wholeLogins());
		decisions(server, server, Math.min(200, this.world.scale().decided()));
	}

	static double millis(Histogram histogram, double percentile) {
		return histogram.getValueAtPercentile(percentile) / 1e6;
	}

	private Histogram decisions(Server polled, Server decides, int count) {
		long first = this.world.storePending(count);
		return decisions(polled, decides,
				LongStream.range(first, first + count)
					.mapToObj((number) -> new NumberedLogin(number).deviceCode())
					.toList());
	}

	/**
	 * Starts waiting polls, confirms one login after the other, and measures the time
	 * until its poll ends.
	 */
	static Histogram decisions(Server polled, Server decides, List<String> codes) {
		int count = codes.size();
		AtomicLongArray decidedAt = new AtomicLongArray(count);
		Histogram times = new Histogram(Duration.ofMinutes(1).toNanos(), 3);
		CompletableFuture<Outcome> polls = CompletableFuture
			.supplyAsync(() -> Load.run(Traffic.each(polled.port(), count, count / 3.0, Duration.ofSeconds(25),
					IntStream.range(0, count)
						.mapToObj((i) -> Calls.status(codes.get(i), "\"status\":\"confirmed\"", PREFER)
							.then((answer) -> times.recordValue(answer.at() - decidedAt.get(i))))
						.iterator())));
		Workspace.sleep(Duration.ofMillis(3_500));
		Load.run(Traffic.each(decides.port(), 8, DECISIONS_PER_SECOND, Duration.ofSeconds(18),
				IntStream.range(0, count).mapToObj((i) -> {
					decidedAt.set(i, System.nanoTime());
					return Calls.confirm(DeviceCode.parse(codes.get(i)).orElseThrow().id());
				}).iterator()))
			.complete("B6 confirmations", count);
		polls.join().complete("B6 polls", count);
		return times;
	}

	/** Measures each case on a new host, so that they do not affect each other. */
	void thousands() {
		Watched polling = watched(Duration.ofSeconds(16), "polling each 5 s");
		this.report.goal("B9", "10,000 polling each 5 s in -Xmx512m: no error, nothing unsent",
				polling.outcome().trouble() + ", p99 " + Report.text(polling.outcome().millis(99)) + " ms",
				polling.outcome().errors() == 0 && polling.outcome().left() == 0);
		Watched parked = watched(Duration.ofSeconds(30), "asking Prefer: wait=25", PREFER);
		long waited = parked.outcome().longerThan(LONG);
		this.report.goal("B9",
				"10,000 asking to wait, 1,000 slots, in -Xmx512m: no error, 1,000 wait, no more unanswered",
				waited + " waited, " + parked.outcome().trouble(),
				parked.outcome().errors() == 0 && waited >= FEWEST_WAITING && parked.outcome().left() <= MOST_WAITING);
		this.report.note("B9: a held poll needs %s kB more heap than a connection that polls"
			.formatted(Report.text((parked.heap() - polling.heap()) * 1024 / MOST_WAITING)));
	}

	private Watched watched(Duration time, String what, String... headers) {
		try (Server server = this.world.startHost("waiting", List.of("-Xmx512m"))) {
			WarmUp.run(server, Loop.FEW, this.world.scale().warmUp(),
					Polled.status(this.world, Polled.MANY).requests());
			return watched(server, time, what, headers);
		}
	}

	private Watched watched(Server server, Duration time, String what, String... headers) {
		double idle = server.heapMiB();
		long first = this.world.storePending(WAITING);
		IntFunction<Request> polls = (connection) -> Calls.status(first + connection, "\"status\":\"pending\"",
				headers);
		CompletableFuture<Outcome> load = CompletableFuture
			.supplyAsync(() -> this.world.load(Traffic.own(server.port(), WAITING, WAITING / 5.0, time, RAMP, polls)));
		Workspace.sleep(Duration.ofSeconds(11));
		double heap = server.heapMiB();
		this.report.note("B9, 10,000 %s: heap %s MiB after a collection, %s MiB without load; RSS %s MiB"
			.formatted(what, Report.text(heap), Report.text(idle), Report.text(server.residentMiB())));
		return new Watched(load.join(), heap);
	}

	/**
	 * A load with the heap that was in use.
	 *
	 * @param outcome the outcome
	 * @param heap the used heap in MiB
	 */
	private record Watched(Outcome outcome, double heap) {

	}

}
