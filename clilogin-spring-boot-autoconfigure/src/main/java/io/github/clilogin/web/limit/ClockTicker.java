package io.github.clilogin.web.limit;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.TimeMeter;

/**
 * Adapts the clock of the settings to caches and buckets.
 *
 * @param clock the clock
 */
public record ClockTicker(Clock clock) implements Ticker, TimeMeter {

	@Override
	public long read() {
		Instant now = this.clock.instant();
		return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
	}

	@Override
	public long currentTimeNanos() {
		return read();
	}

	@Override
	public boolean isWallClockBased() {
		return true;
	}

}
