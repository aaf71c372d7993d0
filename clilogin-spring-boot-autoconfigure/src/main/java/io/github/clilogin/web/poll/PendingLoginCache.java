package io.github.clilogin.web.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.internal.ExpiringMap;
import io.github.clilogin.web.limit.ClockTicker;

/**
 * Caches for {@value #MAX_SECONDS} seconds that a login is pending, so that its polls
 * need no read. A decision of this instance removes the login at once. A decision of
 * another instance removes it when the watch finds the decision. A removed login is not
 * added again, because a read that began before the decision still sees it as pending.
 * Without a recent query of the watch, the cache returns nothing. If the watch misses a
 * change, such as a deletion by another instance, the cache returns the login until the
 * entry expires. Thread-safe.
 */
final class PendingLoginCache {

	static final int MAX_SECONDS = 15;

	private static final Duration MAX_LOOK_AGE = Duration.ofSeconds(1);

	private static final int MAX_LOGINS = 100_000;

	private final Clock clock;

	private final ExpiringMap<Read> reads;

	/** The removed logins, which a poll may have read before their decisions. */
	private final ExpiringMap<String> removed;

	private volatile Instant lookedAt = Instant.MIN;

	private volatile Set<String> decided = Set.of();

	PendingLoginCache(Clock clock) {
		this.clock = clock;
		LongSupplier nanos = new ClockTicker(clock)::currentTimeNanos;
		this.reads = new ExpiringMap<>(MAX_LOGINS, Duration.ofSeconds(MAX_SECONDS), nanos);
		this.removed = new ExpiringMap<>(MAX_LOGINS, Duration.ofSeconds(MAX_SECONDS), nanos);
	}

	/**
	 * Returns the expiry of a login that is known to be pending for this tenant and
	 * client.
	 */
	Optional<Instant> find(String id, String tenant, @Nullable String clientId) {
		Instant now = this.clock.instant();
		Read read = isWatched(now) ? this.reads.get(id) : null;
		return Optional.ofNullable(read)
			.filter((found) -> found.tenant().equals(tenant) && Objects.equals(found.clientId(), clientId)
					&& found.isValidAt(now))
			.map(Read::expiresAt);
	}

	private boolean isWatched(Instant now) {
		Instant last = this.lookedAt;
		return !last.isAfter(now) && last.plus(MAX_LOOK_AGE).isAfter(now);
	}

	/** Refuses a login that was decided while the poll read it. */
	void add(String id, String tenant, @Nullable String clientId, Instant expiresAt) {
		this.reads.put(id, new Read(tenant, clientId, this.clock.instant(), expiresAt));
		if (this.decided.contains(id) || this.removed.get(id) != null) {
			remove(id);
		}
	}

	void remove(String id) {
		this.removed.put(id, id);
		this.reads.remove(id);
	}

	/** Removes the logins that a query found and refuses them until the next query. */
	void looked(Instant begun, Set<String> ids) {
		this.decided = ids;
		ids.stream().filter((id) -> this.reads.get(id) != null).forEach(this::remove);
		this.lookedAt = begun;
	}

	/** Removes all logins, since a query was incomplete. */
	void overflowed() {
		this.lookedAt = Instant.MIN;
		this.reads.clear();
	}

	boolean isEmpty() {
		return this.reads.size() == 0;
	}

	private record Read(String tenant, @Nullable String clientId, Instant at, Instant expiresAt) {

		/** A read in the future means that the clock was set back. */
		private boolean isValidAt(Instant now) {
			return !now.isBefore(this.at) && now.isBefore(this.expiresAt);
		}

	}

}
