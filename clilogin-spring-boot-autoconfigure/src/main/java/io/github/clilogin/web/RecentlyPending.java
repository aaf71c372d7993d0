package io.github.clilogin.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * What was pending a moment ago and is not known to be decided since, so that a poll of
 * it needs no read. Known are decisions of this instance at once, and those of all
 * instances as long as the watch is on time. One that the watch misses, such as a
 * deletion or what a clock far behind dates, is found when the moment is over: late,
 * never lost. Safe for use by many threads.
 */
final class RecentlyPending {

	/** From a read on, whatever is answered in between. */
	private static final Duration MOMENT = Duration.ofSeconds(15);

	private static final Duration ON_TIME = Duration.ofSeconds(1);

	private static final int MOST = 100_000;

	private final Clock clock;

	private final Cache<String, Read> reads;

	private volatile Instant watchedAt = Instant.MIN;

	private volatile Set<String> told = Set.of();

	RecentlyPending(Clock clock) {
		this.clock = clock;
		this.reads = Caffeine.newBuilder()
			.maximumSize(MOST)
			.expireAfterWrite(MOMENT)
			.ticker(new ClockTime(clock))
			.build();
	}

	/** Returns when the login expires if it is still pending for this client. */
	Optional<Instant> find(String id, @Nullable String clientId) {
		Instant now = this.clock.instant();
		Read read = isWatched(now) ? this.reads.getIfPresent(id) : null;
		return Optional.ofNullable(read)
			.filter((found) -> Objects.equals(found.clientId(), clientId) && found.isOf(now))
			.map(Read::expiresAt);
	}

	private boolean isWatched(Instant now) {
		Instant last = this.watchedAt;
		return !last.isAfter(now) && last.plus(ON_TIME).isAfter(now);
	}

	/** Refuses a login that was decided while the poll read it as pending. */
	void add(String id, @Nullable String clientId, Instant expiresAt) {
		this.reads.put(id, new Read(clientId, this.clock.instant(), expiresAt));
		if (this.told.contains(id)) {
			remove(id);
		}
	}

	/**
	 * Removes the logins of the latest decisions, and refuses them until the next look.
	 */
	void told(Set<String> ids) {
		this.told = ids;
		this.reads.invalidateAll(ids);
	}

	void remove(String id) {
		this.reads.invalidate(id);
	}

	/**
	 * All that was decided before has been removed, or, with {@link Instant#MIN}, not all
	 * that was decided is known: then the store is asked until a look knows all.
	 */
	void watched(Instant time) {
		if (time.equals(Instant.MIN)) {
			this.reads.invalidateAll();
		}
		this.watchedAt = time;
	}

	boolean isEmpty() {
		this.reads.cleanUp();
		return this.reads.estimatedSize() == 0;
	}

	/**
	 * What was read.
	 *
	 * @param clientId who asked, for whom the login is
	 * @param at when
	 * @param expiresAt until when it can be decided
	 */
	private record Read(@Nullable String clientId, Instant at, Instant expiresAt) {

		/** Not of a time before, to which the clock may have been set back. */
		private boolean isOf(Instant now) {
			return !now.isBefore(this.at) && now.isBefore(this.expiresAt);
		}

	}

}
