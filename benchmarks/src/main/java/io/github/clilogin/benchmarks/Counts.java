package io.github.clilogin.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.github.clilogin.DeviceCode;
import io.github.clilogin.NumberedLogin;

/**
 * Counts the operations of the database with its own counters: B4 and a part of B10.
 */
final class Counts {

	private static final int POLLS = 10_000;

	private static final int LOGINS = 200;

	private static final int CALLS = 1_000;

	/** The number of updates of a sweep, which follows a start. */
	private static final int SWEEP = 2;

	/** The maximum of queries for decisions, which run while logins are polled. */
	private static final int LOOKS_PER_SECOND = 3;

	private final World world;

	Counts(World world) {
		this.world = world;
	}

	void polls() {
		Database database = this.world.database();
		long first = this.world.storePending(POLLS);
		long finds = database.operations("query");
		long writes = database.writes();
		long start = System.nanoTime();
		each(POLLS, (i) -> Calls.status(first + i, Calls.PENDING));
		long written = database.writes() - writes;
		long found = database.operations("query") - finds;
		this.world.report()
			.goal("B4", POLLS + " pending polls" + this.world.suffix() + ": 0 writes, one find each",
					written + " writes, " + found + " finds",
					written <= SWEEP && found >= POLLS && found <= POLLS + besides(start));
		again(first);
		logins();
	}

	/** Polls again while the logins are remembered as pending. */
	private void again(long first) {
		Database database = this.world.database();
		long finds = database.operations("query");
		long start = System.nanoTime();
		each(POLLS, (i) -> Calls.status(first + i, "\"pending\""));
		long found = database.operations("query") - finds;
		long allowed = besides(start);
		this.world.report()
			.goal("B4", "the same polls again" + this.world.suffix() + ": no find",
					found + " finds; up to " + allowed + " decision queries are allowed", found <= allowed);
	}

	private static long besides(long start) {
		return SWEEP + LOOKS_PER_SECOND * (System.nanoTime() - start + 999_999_999) / 1_000_000_000;
	}

	/**
	 * Counts the writes of whole logins. The indexes exist, since the host has started a
	 * login.
	 */
	private void logins() {
		Database database = this.world.database();
		long writes = database.writes();
		List<String> codes = new ArrayList<>();
		each(LOGINS, (i) -> Calls.start("/clilogin/device", "client_id=acme")
			.then((answer) -> codes.add(answer.member("device_code"))));
		each(LOGINS, (i) -> Calls.confirm(DeviceCode.parse(codes.get(i)).orElseThrow().id()));
		List<String> tokens = new ArrayList<>();
		each(LOGINS, (i) -> Calls.status(codes.get(i), "\"status\":\"confirmed\"")
			.then((answer) -> tokens.add(answer.member("accessToken"))));
		each(LOGINS, (i) -> Calls.me(tokens.get(i)));
		double perLogin = (double) (database.writes() - writes) / LOGINS;
		this.world.report()
			.goal("B4", "writes per login" + this.world.suffix() + ": 3, and 1 at the token's first use",
					Report.text(perLogin), perLogin >= 4 && perLogin <= 4 + (double) SWEEP / LOGINS);
	}

	void calls() {
		Database database = this.world.database();
		long first = 1_000_000;
		database.store("clilogin_logins", first, CALLS, (number) -> new NumberedLogin(number).collected());
		long finds = database.operations("query");
		long writes = database.writes();
		long start = System.nanoTime();
		each(CALLS, (i) -> Calls.me(new NumberedLogin(first + i).token()));
		long found = database.operations("query") - finds;
		long written = database.writes() - writes;
		this.world.report()
			.goal("B10", CALLS + " API calls" + this.world.suffix() + ": one find each, no write",
					found + " finds, " + written + " writes",
					found >= CALLS && found <= CALLS + besides(start) && written <= SWEEP);
	}

	private void each(int count, IntFunction<Request> request) {
		Load.run(Traffic.each(this.world.host().port(), 8, 0, Duration.ofSeconds(60),
				IntStream.range(0, count).mapToObj(request).iterator()))
			.complete("Counting", count);
	}

}
