package io.github.clilogin.benchmarks;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds how often the closed loops are measured, for the median
 * @param warmUp how long each is warmed up at most
 * @param round how long each lasts
 * @param openLoop how long an open loop lasts
 * @param mostStored the most logins that are stored
 * @param decided how many decisions are timed
 * @param startUps how often start-up is measured
 * @param limit after how long the run gives up
 */
record Scale(int rounds, Duration warmUp, Duration round, Duration openLoop, long mostStored, int decided, int startUps,
		Duration limit) {

	static final Scale FULL = new Scale(5, Duration.ofSeconds(60), Duration.ofSeconds(3), Duration.ofSeconds(12),
			1_000_000, 600, 5, Duration.ofMinutes(50));

	static final Scale QUICK = new Scale(3, Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(5),
			100_000, 300, 3, Duration.ofMinutes(15));

	/** Only shows that everything runs: its figures mean nothing. */
	static final Scale SMOKE = new Scale(1, Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(2),
			100_000, 20, 1, Duration.ofMinutes(10));

	/** Whether many connections are measured beside few. */
	boolean withMany() {
		return this == FULL;
	}

}
