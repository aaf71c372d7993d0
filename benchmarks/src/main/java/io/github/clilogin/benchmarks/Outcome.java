package io.github.clilogin.benchmarks;

import java.time.Duration;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a load.
 *
 * @param answered how many right answers came in time
 * @param time how long the load lasted
 * @param errors how many answers were wrong or did not come
 * @param firstError the first of them
 * @param left how many requests were due and could not be sent, or were not answered
 * @param latencies in nanoseconds, from when a request was due
 * @param generatorShare how much of its core the generator used, the database included
 */
record Outcome(long answered, Duration time, long errors, @Nullable String firstError, long left, Histogram latencies,
		double generatorShare) {

	private static final double NANOS_PER_MILLI = 1e6;

	double perSecond() {
		return this.answered * 1000.0 / this.time.toMillis();
	}

	double millis(double percentile) {
		return this.latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
	}

	/** How many took at least so long. */
	long longerThan(Duration latency) {
		return this.latencies.getCountBetweenValues(latency.toNanos(), this.latencies.getHighestTrackableValue());
	}

	/** The same, knowing how busy the generator was. */
	Outcome with(double share) {
		return new Outcome(this.answered, this.time, this.errors, this.firstError, this.left, this.latencies, share);
	}

	/** What went wrong, and how busy the generator was, in few words. */
	String trouble() {
		String first = (this.firstError != null) ? " (first: " + this.firstError.lines().findFirst().orElse("") + ")"
				: "";
		return "%d errors%s, %d unsent or unanswered, generator's core %.0f %%".formatted(this.errors, first, this.left,
				this.generatorShare * 100);
	}

	/** Demands that all answers were right: otherwise the figures mean nothing. */
	Outcome valid(String what) {
		if (this.errors > 0) {
			throw new IllegalStateException(
					what + ": " + this.errors + " wrong of " + this.answered + " answers, first: " + this.firstError);
		}
		return this;
	}

	/** Demands that so many requests were answered, each of them rightly. */
	Outcome complete(String what, long count) {
		valid(what);
		if (this.left > 0 || this.latencies.getTotalCount() != count) {
			throw new IllegalStateException("%s: %d of %d answered in time, %d unsent or unanswered".formatted(what,
					this.latencies.getTotalCount(), count, this.left));
		}
		return this;
	}

}
