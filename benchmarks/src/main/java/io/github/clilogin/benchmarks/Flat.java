package io.github.clilogin.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.github.clilogin.NumberedLogin;

/**
 * Compares polls with few and with many stored logins: B3. The collections are renamed
 * under one warm application. The polls are spread over all stored logins, but poll the
 * same number of logins, so that the processor's cache does not matter.
 */
final class Flat {

	private static final String NAME = "clilogin_logins";

	private static final int FEWEST = 1_000;

	private static final int POLLED = 1_000;

	private static final double GOAL = 0.95;

	private final World world;

	private final Database database;

	private final Loops loops;

	private String current = NAME + "_all";

	Flat(World world) {
		this.world = world;
		world.host();
		this.database = world.database();
		this.loops = new Loops(world);
	}

	void run() {
		long first = this.world.numbers(this.world.scale().mostStored());
		this.loops.add("the ceiling", () -> Ceiling.JSON_200.loop(this.world, Loop.FEW));
		List<String> names = new ArrayList<>();
		for (int size = FEWEST; size <= this.world.scale().mostStored(); size *= (size == FEWEST) ? 100 : 10) {
			int stored = size;
			names.add("B3 poll of status, %,d stored".formatted(stored));
			this.loops.add(names.get(names.size() - 1), () -> loop(first, stored));
		}
		try {
			this.loops.measure();
		}
		finally {
			show(NAME + "_all");
		}
		this.loops.judgeShare("B1", names.get(0), ", each a find", 0.28);
		names.stream().skip(1).forEach((name) -> this.loops.judge("B3", name, names.get(0), GOAL));
		this.world.report()
			.note("MongoDB stores %s bytes for each of %,d logins: uncompressed data, and indexes on disk".formatted(
					Report.text(this.database.bytesPerLogin(NAME + "_" + this.world.scale().mostStored())),
					this.world.scale().mostStored()));
	}

	private Loop loop(long first, int stored) {
		String collection = NAME + "_" + stored;
		this.database.copyIndexes(NAME, collection);
		this.database.store(collection, first, stored, (number) -> new NumberedLogin(number).pending());
		AtomicLong next = new AtomicLong();
		Supplier<Request> polls = () -> poll(first, next.getAndIncrement(), stored / POLLED);
		// Each is polled too early, which only changes the interval in the response
		return new Loop("B3 poll of status, %,d stored".formatted(stored), Loop.FEW, Ceiling.JSON_200,
				this.world.host(), polls, () -> {
					show(collection);
					return polls.get();
				}, () -> show(collection));
	}

	/** Alternates the client of a login, so that each poll is a read. */
	private static Request poll(long first, long poll, int step) {
		return Calls.status(new NumberedLogin(first + poll % POLLED * step).deviceCode(), poll / POLLED % 2 == 0);
	}

	private void show(String collection) {
		if (!collection.equals(this.current)) {
			this.database.rename(NAME, this.current);
			this.database.rename(collection, NAME);
			this.current = collection;
		}
	}

}
