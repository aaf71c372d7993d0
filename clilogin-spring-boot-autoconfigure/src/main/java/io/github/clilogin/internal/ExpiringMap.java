package io.github.clilogin.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Maps texts to values that expire a fixed time after they were written. The keys are
 * spread over sixteen parts. A full part drops its value that was written first. A read
 * or a write of a key is atomic and takes constant time on average. Thread-safe.
 *
 * @param <V> the type of the values
 */
public final class ExpiringMap<V> {

	private static final int PARTS = 16;

	private final Part<V>[] parts;

	/**
	 * Creates an empty map.
	 * @param maxSize the maximum number of values, rounded up to a multiple of 16
	 * @param lifetime the time from a write to the expiry
	 * @param nanos the clock in nanoseconds, from any origin
	 */
	@SuppressWarnings("unchecked")
	public ExpiringMap(int maxSize, Duration lifetime, LongSupplier nanos) {
		int size = (maxSize + PARTS - 1) / PARTS;
		this.parts = Stream.generate(() -> new Part<V>(size, lifetime.toNanos(), nanos))
			.limit(PARTS)
			.toArray(Part[]::new);
	}

	private Part<V> part(String key) {
		int hash = key.hashCode();
		return this.parts[(hash ^ (hash >>> 16)) & (PARTS - 1)];
	}

	/**
	 * {@return the value of a key, or {@code null} if it is absent or expired}
	 * @param key the key
	 */
	public @Nullable V get(String key) {
		return part(key).get(key);
	}

	/**
	 * Writes a value.
	 * @param key the key
	 * @param value the value
	 */
	public void put(String key, V value) {
		part(key).compute(key, (old) -> value);
	}

	/**
	 * Writes a value that depends on the former one.
	 * @param key the key
	 * @param change returns the new value; its argument is {@code null} if there was no
	 * value. It must not use this map.
	 * @return the new value
	 */
	public V compute(String key, Function<@Nullable V, V> change) {
		return part(key).compute(key, change);
	}

	/**
	 * Removes a value.
	 * @param key the key
	 */
	public void remove(String key) {
		part(key).remove(key);
	}

	/** Removes all values. */
	public void clear() {
		Stream.of(this.parts).forEach(Part::clear);
	}

	/**
	 * {@return the number of values that have not expired}
	 */
	public int size() {
		return Stream.of(this.parts).mapToInt(Part::size).sum();
	}

	private record Entry<V>(V value, long writtenAt) {
	}

	/**
	 * Keeps the values in the order of their writes, so that the first ones expire first.
	 */
	private static final class Part<V> {

		private final Map<String, Entry<V>> entries = new LinkedHashMap<>();

		private final int maxSize;

		private final long lifetime;

		private final LongSupplier nanos;

		Part(int maxSize, long lifetime, LongSupplier nanos) {
			this.maxSize = maxSize;
			this.lifetime = lifetime;
			this.nanos = nanos;
		}

		synchronized @Nullable V get(String key) {
			Entry<V> entry = this.entries.get(key);
			return (entry == null || isExpired(entry)) ? null : entry.value();
		}

		private boolean isExpired(Entry<V> entry) {
			return this.nanos.getAsLong() - entry.writtenAt() >= this.lifetime;
		}

		synchronized V compute(String key, Function<@Nullable V, V> change) {
			Entry<V> old = this.entries.get(key);
			V value = change.apply((old == null || isExpired(old)) ? null : old.value());
			this.entries.remove(key);
			this.entries.put(key, new Entry<>(value, this.nanos.getAsLong()));
			trim();
			return value;
		}

		private void trim() {
			var oldest = this.entries.values().iterator();
			while (oldest.hasNext() && (isExpired(oldest.next()) || this.entries.size() > this.maxSize)) {
				oldest.remove();
			}
		}

		synchronized void remove(String key) {
			this.entries.remove(key);
		}

		synchronized void clear() {
			this.entries.clear();
		}

		synchronized int size() {
			trim();
			return this.entries.size();
		}

	}

}
