package io.github.clilogin.benchmarks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.github.clilogin.NumberedLogin;

/**
 * Runs B7, B8 and B12: open loops.
 */
final class Storm {

	private static final int CONNECTIONS = 64;

	private static final int GUESSERS = 2_000;

	private static final double GUESSES = 10_000;

	/** Each of the five limits holds at most 20,000 counters. */
	private static final int MOST_COUNTERS = 100_000;

	private static final String ALL_FROM = ", each from another address, ";

	private static final int OVERLOAD_CONNECTIONS = 1_000;

	/** One of 100 requests confirms a login, and one collects. */
	private static final int DECIDED = 100;

	/**
	 * The number of logins that are confirmed before the first of them is collected.
	 */
	private static final int AHEAD = 20;

	/**
	 * The tolerable share of B1 for guesses, which need new connections and cost several
	 * polls each.
	 */
	private static final double BEARABLE = 1 / 8.0;

	private final World world;

	private final Report report;

	Storm(World world) {
		this.world = world;
		this.report = world.report();
	}

	void openLoop() {
		WarmUp.run(this.world.host(), CONNECTIONS, this.world.scale().warmUp().dividedBy(2), this.world.wholeLogins());
		Outcome half = at(0.5);
		this.report.atMost("B7", "open loop at 50 % of B1, 1 % decided: p99", 5, half.millis(99));
		this.report.atMost("B7", "the same: p99.9", 20, half.millis(99.9));
		this.report.goal("B7", "the same: no error, nothing unsent", half.trouble(),
				half.errors() == 0 && half.left() == 0);
		Outcome more = at(0.8);
		this.report
			.note("B7 at 80 %% of B1: p50 %s ms, p99 %s ms, p99.9 %s ms, %s".formatted(Report.text(more.millis(50)),
					Report.text(more.millis(99)), Report.text(more.millis(99.9)), more.trouble()));
	}

	/** Notes the latency of polls. */
	void latency() {
		Outcome half = at(0.5);
		this.report.note("B7 at 50 %% of B1%s: p50 %s ms, p99 %s ms, p99.9 %s ms, %s".formatted(this.world.suffix(),
				Report.text(half.millis(50)), Report.text(half.millis(99)), Report.text(half.millis(99.9)),
				half.trouble()));
	}

	private Outcome at(double share) {
		double rate = this.world.peak() * share;
		Duration time = this.world.scale().openLoop();
		Polled polled = Polled.at(this.world, rate);
		Supplier<Request> requests = withDecisions(polled.requests(),
				this.world.storePending((long) (rate * time.toSeconds()) / DECIDED + 1));
		polled.begin(this.world.host());
		return this.world.load(Traffic.open(this.world.host().port(), CONNECTIONS, rate, time, requests));
	}

	/** Adds logins that are confirmed and collected shortly after. */
	private static Supplier<Request> withDecisions(Supplier<Request> polls, long first) {
		AtomicLong next = new AtomicLong();
		return () -> {
			long i = next.getAndIncrement();
			long login = first + i / DECIDED;
			if (i % DECIDED == 0) {
				return Calls.confirm(new NumberedLogin(login).id());
			}
			return (i % DECIDED == DECIDED / 2 && login >= first + AHEAD)
					? Calls.status(login - AHEAD, "\"status\":\"confirmed\"") : polls.get();
		};
	}

	void overload() {
		Server host = this.world.host();
		double peak = this.world.peak();
		Polled polled = Polled.at(this.world, peak);
		Supplier<Request> overload = polled.requests();
		Supplier<Request> after = fresh();
		double calmBefore = calm(fresh()).millis(99);
		polled.begin(host);
		double before = host.residentMiB();
		Outcome over = this.world
			.load(Traffic.open(host.port(), OVERLOAD_CONNECTIONS, 2 * peak, this.world.scale().openLoop(), overload));
		double grown = host.residentMiB();
		Outcome first = calm(after);
		Outcome second = calm(after);
		this.report.atLeast("B8", "right responses in time at twice the rate of B1 / B1", 0.9, over.perSecond() / peak);
		this.report.goal("B8", "no wrong response", over.answered() + " right, " + over.trouble(), over.errors() == 0);
		this.report.goal("B8",
				"recovered within 5 s: p99 at a quarter of B1 ≤ twice the %s ms before"
					.formatted(Report.text(calmBefore)),
				Report.text(second.millis(99)) + " ms, " + Report.text(first.millis(99)) + " ms directly after",
				first.errors() + first.left() + second.errors() + second.left() == 0
						&& Math.min(first.millis(99), second.millis(99)) <= 2 * calmBefore);
		this.report.note("B8: RSS %s MiB before, %s MiB after".formatted(Report.text(before), Report.text(grown)));
	}

	/**
	 * Runs polls that are all finds, at about half of the possible rate.
	 */
	private Outcome calm(Supplier<Request> polls) {
		return this.world.load(Traffic.open(this.world.host().port(), CONNECTIONS, this.world.peak() / 4,
				Duration.ofMillis(2_500), polls));
	}

	private Supplier<Request> fresh() {
		return Polled.at(this.world, this.world.peak() / 4).requests();
	}

	void guesses() {
		double rate = this.world.peak() * BEARABLE;
		double before = this.world.host().heapMiB();
		Outcome alone = this.world.load(honest(rate / 5));
		Outcome polls = duringGuesses(rate / 5, rate * 4 / 5);
		this.report.atMost("B12",
				"4 wrong codes per poll" + ALL_FROM + "in total an eighth of B1: p99 of the polls, twice that without",
				2 * alone.millis(99), polls.millis(99));
		calm(fresh());
		double added = this.world.host().heapMiB() - before;
		this.report.goal("B12", "the same: every poll answered, added heap ≤ 32 MiB",
				polls.trouble() + ", added heap " + Report.text(added) + " MiB",
				polls.errors() == 0 && polls.left() == 0 && added <= 32);
		flood(rate / 5);
	}

	/** Overloads the host with guesses. Only the memory of the limits is judged. */
	private void flood(double polls) {
		Outcome flooded = duringGuesses(polls, GUESSES);
		calm(fresh());
		long counters = this.world.host().instances("io.github.clilogin.web.limit.RateLimiter$Budget");
		this.report.goal("B12",
				"%,.0f wrong codes a second: no wrong response to a poll, ≤ %,d counters".formatted(GUESSES,
						MOST_COUNTERS),
				"%s, p99 %s ms; %,d counters".formatted(flooded.trouble(), Report.text(flooded.millis(99)), counters),
				flooded.errors() == 0 && counters <= MOST_COUNTERS);
	}

	/** Returns polls of CLIs that have started before. */
	private Traffic honest(double perSecond) {
		Polled polled = Polled.at(this.world, perSecond);
		polled.begin(this.world.host());
		return Traffic.open(this.world.host().port(), CONNECTIONS, perSecond, this.world.scale().openLoop(),
				polled.requests());
	}

	/** Measures polls during guesses of device codes and user codes. */
	private Outcome duringGuesses(double polls, double guesses) {
		Traffic honest = honest(polls);
		AtomicLong next = new AtomicLong();
		Supplier<Request> wrong = () -> (next.incrementAndGet() % 2 == 0) ? Calls.guessDeviceCode(-next.get())
				: Calls.guessUserCode(next.get());
		CompletableFuture<Outcome> storm = CompletableFuture
			.supplyAsync(() -> Load.run(Traffic.open(honest.port(), GUESSERS, guesses, honest.time(), wrong)));
		Outcome outcome = this.world.load(honest);
		this.report.note("B12, %.0f wrong codes a second due: %.0f a second refused, %d errors".formatted(guesses,
				storm.join().perSecond(), storm.join().errors()));
		return outcome;
	}

}
