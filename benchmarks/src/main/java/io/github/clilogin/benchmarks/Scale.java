package io.github.clilogin.benchmarks;

import java.time.Duration;

/**
 * The size of a run.
 *
 * @param rounds the number of rounds of closed loops, for the median
 * @param warmUp the longest warm-up of a loop
 * @param round the duration of a round
 * @param openLoop the duration of an open loop
 * @param mostStored the largest number of stored logins
 * @param decided the number of timed decisions
 * @param startUps the number of measured start-ups
 * @param limit the time after which the run gives up
 */
record Scale(int rounds, Duration warmUp, Duration round, Duration openLoop, long mostStored, int decided, int startUps,
		Duration limit) {

	static final Scale FULL = new Scale(5, Duration.ofSeconds(60), Duration.ofSeconds(3), Duration.ofSeconds(12),
			1_000_000, 600, 5, Duration.ofMinutes(50));

	static final Scale QUICK = new Scale(3, Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(5),
			100_000, 300, 3, Duration.ofMinutes(15));

	/** Only tests that everything runs. The figures are useless. */
	static final Scale SMOKE = new Scale(1, Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(2),
			100_000, 20, 1, Duration.ofMinutes(10));

	/** Returns whether many connections are measured as well as few. */
	boolean withMany() {
		return this == FULL;
	}

}
