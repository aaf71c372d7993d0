package io.github.clilogin.test;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.clilogin.CliLogin;

/**
 * Lists the possible ends of a race between two steps, each done by several threads.
 */
final class Race {

	private Race() {
	}

	/**
	 * Describes one end of a race.
	 *
	 * @param firstResults the sum of the results of the first step's threads
	 * @param secondResults the sum of the results of the second step's threads
	 * @param login the login afterwards
	 */
	record End(int firstResults, int secondResults, Optional<CliLogin> login) {
	}

	/**
	 * Every end that some order of the threads, one after the other, leads to. A sweep
	 * may remove a login past its time, but need not.
	 */
	static Set<End> ends(CliLogin before, StoreOperation first, StoreOperation second, int threadsEach,
			Instant sweptAt) {
		Set<End> ends = new HashSet<>();
		collect(new End(0, 0, Optional.of(before)), first, threadsEach, second, threadsEach, ends);
		if (first.isSweep() || second.isSweep()) {
			List.copyOf(ends)
				.stream()
				.filter((end) -> end.login().filter((login) -> !login.purgeAt().isAfter(sweptAt)).isPresent())
				.forEach((end) -> ends.add(new End(end.firstResults(), end.secondResults(), Optional.empty())));
		}
		return ends;
	}

	private static void collect(End now, StoreOperation first, int firstLeft, StoreOperation second, int secondLeft,
			Set<End> ends) {
		if (firstLeft == 0 && secondLeft == 0) {
			ends.add(now);
		}
		if (firstLeft > 0) {
			StoreOperation.Outcome next = first.rule().apply(now.login());
			End end = new End(now.firstResults() + next.result(), now.secondResults(), next.login());
			collect(end, first, firstLeft - 1, second, secondLeft, ends);
		}
		if (secondLeft > 0) {
			StoreOperation.Outcome next = second.rule().apply(now.login());
			End end = new End(now.firstResults(), now.secondResults() + next.result(), next.login());
			collect(end, first, firstLeft, second, secondLeft - 1, ends);
		}
	}

}
