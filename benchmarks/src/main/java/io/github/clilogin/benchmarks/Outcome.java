package io.github.clilogin.benchmarks;

import java.time.Duration;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The result of a load.
 *
 * @param answered the number of right responses in time
 * @param time the duration of the load
 * @param errors the number of wrong or missing responses
 * @param firstError the first of them
 * @param left the number of requests that were due and could not be sent or were not
 * answered
 * @param latencies the latencies in nanoseconds, from the time at which a request was due
 * @param generatorShare the used share of the core of the load generator, the database
 * included
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

	/** Returns the number of responses with at least this latency. */
	long longerThan(Duration latency) {
		return this.latencies.getCountBetweenValues(latency.toNanos(), this.latencies.getHighestTrackableValue());
	}

	/** Adds the share of the load generator. */
	Outcome with(double share) {
		return new Outcome(this.answered, this.time, this.errors, this.firstError, this.left, this.latencies, share);
	}

	/** Describes errors and the share of the load generator. */
	String trouble() {
		String first = (this.firstError != null) ? " (first: " + this.firstError.lines().findFirst().orElse("") + ")"
				: "";
		return "%d errors%s, %d unsent or unanswered, generator's core %.0f %%".formatted(this.errors, first, this.left,
				this.generatorShare * 100);
	}

	/** Throws unless all responses were right, since the figures would be useless. */
	Outcome valid(String what) {
		if (this.errors > 0) {
			throw new IllegalStateException(
					what + ": " + this.errors + " wrong of " + this.answered + " responses, first: " + this.firstError);
		}
		return this;
	}

	/** Throws unless this number of requests got the right response. */
	Outcome complete(String what, long count) {
		valid(what);
		if (this.left > 0 || this.latencies.getTotalCount() != count) {
			throw new IllegalStateException("%s: %d of %d answered in time, %d unsent or unanswered".formatted(what,
					this.latencies.getTotalCount(), count, this.left));
		}
		return this;
	}

}
