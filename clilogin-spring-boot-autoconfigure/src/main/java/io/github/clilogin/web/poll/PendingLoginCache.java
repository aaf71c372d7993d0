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

	private static final long MAX_LOOK_AGE_NANOS = Duration.ofSeconds(1).toNanos();

	private static final int MAX_LOGINS = 100_000;

	private final Clock clock;

	private final LongSupplier nanoTime;

	private final ExpiringMap<Read> reads;

	/** The removed logins, which a poll may have read before their decisions. */
	private final ExpiringMap<String> removed;

	/** The elapsed time at the begin of the last query, or {@code null}. */
	private volatile @Nullable Long lookedAt;

	private volatile Set<String> decided = Set.of();

	/**
	 * Creates a cache.
	 * @param clock the clock of the stored times
	 * @param nanoTime the elapsed time in nanoseconds
	 */
	PendingLoginCache(Clock clock, LongSupplier nanoTime) {
		this.clock = clock;
		this.nanoTime = nanoTime;
		this.reads = new ExpiringMap<>(MAX_LOGINS, Duration.ofSeconds(MAX_SECONDS), nanoTime);
		this.removed = new ExpiringMap<>(MAX_LOGINS, Duration.ofSeconds(MAX_SECONDS), nanoTime);
	}

	/**
	 * Returns the expiry of a login that is known to be pending for this tenant and
	 * client.
	 */
	Optional<Instant> find(String id, String tenant, @Nullable String clientId) {
		Read read = isWatched() ? this.reads.get(id) : null;
		return Optional.ofNullable(read)
			.filter((found) -> found.tenant().equals(tenant) && Objects.equals(found.clientId(), clientId))
			.map(Read::expiresAt)
			.filter((expiresAt) -> this.clock.instant().isBefore(expiresAt));
	}

	private boolean isWatched() {
		Long last = this.lookedAt;
		return last != null && this.nanoTime.getAsLong() - last < MAX_LOOK_AGE_NANOS;
	}

	/** Refuses a login that was decided while the poll read it. */
	void add(String id, String tenant, @Nullable String clientId, Instant expiresAt) {
		this.reads.put(id, new Read(tenant, clientId, expiresAt));
		if (this.decided.contains(id) || this.removed.get(id) != null) {
			remove(id);
		}
	}

	void remove(String id) {
		this.removed.put(id, id);
		this.reads.remove(id);
	}

	/**
	 * Removes the logins that a query found and refuses them until the next query.
	 * @param begun the elapsed time at the begin of the query
	 */
	void looked(long begun, Set<String> ids) {
		this.decided = ids;
		ids.stream().filter((id) -> this.reads.get(id) != null).forEach(this::remove);
		this.lookedAt = begun;
	}

	/** Removes all logins, since a query was incomplete. */
	void overflowed() {
		this.lookedAt = null;
		this.reads.clear();
	}

	boolean isEmpty() {
		return this.reads.size() == 0;
	}

	private record Read(String tenant, @Nullable String clientId, Instant expiresAt) {
	}

}
