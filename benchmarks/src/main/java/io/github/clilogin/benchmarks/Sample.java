package io.github.clilogin.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A measurement of a closed loop, or the median of several.
 *
 * @param perSecond the right responses per second
 * @param cpuMicros the CPU time of the server's process per response
 * @param finds the finds in MongoDB per response
 * @param p50 the median latency in milliseconds
 * @param p99 the latency of 99 of 100
 * @param p999 the latency of 999 of 1,000
 * @param generatorShare the used share of the core of the load generator, the database
 * included
 * @param compilerShare the share of its core that the server's JVM still used for
 * compilation
 */
record Sample(double perSecond, double cpuMicros, double finds, double p50, double p99, double p999,
		double generatorShare, double compilerShare) {

	static Sample median(List<Sample> samples) {
		return new Sample(median(samples, Sample::perSecond), median(samples, Sample::cpuMicros),
				median(samples, Sample::finds), median(samples, Sample::p50), median(samples, Sample::p99),
				median(samples, Sample::p999), median(samples, Sample::generatorShare),
				median(samples, Sample::compilerShare));
	}

	private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
		return middle(samples.stream().map(value::applyAsDouble).toList());
	}

	static double middle(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

}
