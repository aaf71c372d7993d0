package io.github.clilogin.benchmarks;

import java.time.Duration;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Counts the responses to a load.
 */
final class Tally {

	private final Histogram latencies = new Histogram(Duration.ofMinutes(2).toNanos(), 3);

	private final long end;

	private long inTime;

	private long errors;

	private @Nullable String firstError;

	Tally(long end) {
		this.end = end;
	}

	void answered(Request request, Answer answer, long due) {
		if (!request.right().test(answer.text())) {
			failed(answer.text());
			return;
		}
		this.inTime += (answer.at() <= this.end) ? 1 : 0;
		this.latencies.recordValue(Math.min(answer.at() - due, this.latencies.getHighestTrackableValue()));
		request.answered().accept(answer);
	}

	void failed(String what) {
		this.errors++;
		if (this.firstError == null) {
			this.firstError = what;
		}
	}

	Outcome outcome(Duration time, long left) {
		return new Outcome(this.inTime, time, this.errors, this.firstError, left, this.latencies, Double.NaN);
	}

}
