package io.github.clilogin.web;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginEvent;

/**
 * What one request takes from several budgets: one of each, or none of any.
 *
 * @param claims what it takes
 * @param userId the id of the signed-in user, or {@code null}
 */
record Claims(List<Claim> claims, @Nullable String userId) {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	/**
	 * Takes.
	 * @param events told about the first refusal
	 * @throws WireException if not even one is left of each
	 */
	void take(Consumer<CliLoginEvent> events) {
		// Looks before it takes, so that who is refused anyway never stands in the way
		List<Claim> exhausted = this.claims.stream().filter(Claim::isExhausted).toList();
		if (exhausted.isEmpty()) {
			exhausted = lost();
		}
		if (!exhausted.isEmpty()) {
			throw refusal(exhausted, events);
		}
	}

	/** Returns what another request has just taken. */
	private List<Claim> lost() {
		for (int i = 0; i < this.claims.size(); i++) {
			if (!this.claims.get(i).take()) {
				this.claims.subList(0, i).forEach(Claim::giveBack);
				return List.of(this.claims.get(i));
			}
		}
		return List.of();
	}

	private WireException refusal(List<Claim> exhausted, Consumer<CliLoginEvent> events) {
		long nanos = exhausted.stream().mapToLong(Claim::nanosToWait).max().orElse(0);
		exhausted.stream()
			.filter(Claim::isNews)
			.forEach((claim) -> events.accept(new CliLoginEvent.Throttled(claim.budgets().limit(), this.userId)));
		return WireException.tooManyRequests(Duration.ofSeconds((nanos + SECOND - 1) / SECOND));
	}

	void giveBack() {
		this.claims.forEach(Claim::giveBack);
	}

}
