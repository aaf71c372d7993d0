package io.github.clilogin.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the micro benchmarks in a separate JVM on both cores.
 */
public final class Micro {

	private static final String MARK = "micro;";

	/** Goals for the allocated bytes. */
	private static final Map<String, Double> SMALL = Map.of("CodeBenchmarks.hashAndFind", 300.0);

	/** Goals for the time in microseconds. */
	private static final Map<String, Double> GOALS = Map.of("CodeBenchmarks.hashAndFind", 0.7,
			"CodeBenchmarks.normalise", 1.5, "CodeBenchmarks.drawUserCode", 1.5, "PollBenchmarks.userCodeLimit", 2.0,
			"ReleaseBenchmarks.releaseTenThousand", 200_000.0);

	private Micro() {
	}

	/**
	 * Runs the benchmarks and prints a line for each.
	 * @param args the number of iterations, and the milliseconds of each
	 * @throws RunnerException if they cannot be run
	 */
	public static void main(String[] args) throws RunnerException {
		TimeValue time = TimeValue.milliseconds(Long.parseLong(args[1]));
		Collection<RunResult> results = new Runner(
				new OptionsBuilder().include("io\\.github\\.clilogin\\..*Benchmarks\\.")
					.forks(1)
					.warmupIterations(Integer.parseInt(args[0]))
					.warmupTime(time)
					.measurementIterations(Integer.parseInt(args[0]))
					.measurementTime(time)
					.addProfiler(GCProfiler.class)
					.shouldFailOnError(true)
					.verbosity(VerboseMode.SILENT)
					.build())
			.run();
		results.forEach(Micro::print);
	}

	private static void print(RunResult result) {
		Result<?> time = result.getPrimaryResult();
		Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
		System.out
			.println(String.join(";", "micro", result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.)", "$1"),
					String.valueOf(time.getScore()), String.valueOf((allocated != null) ? allocated.getScore() : 0)));
	}

	static void run(World world) {
		boolean full = world.scale().withMany();
		String output = Workspace
			.output(List.of("taskset", "-c", Cores.BOTH, Subject.java(), "-cp", System.getProperty("java.class.path"),
					Micro.class.getName(), full ? "4" : "1", String.valueOf(world.scale().round().toMillis() / 8)));
		List<String> lines = output.lines().filter((line) -> line.startsWith(MARK)).toList();
		if (lines.isEmpty()) {
			throw new IllegalStateException(output);
		}
		lines.forEach((line) -> report(line.split(";"), world.report()));
	}

	private static void report(String[] fields, Report report) {
		double micros = Double.parseDouble(fields[2]);
		double bytes = Double.parseDouble(fields[3]);
		String measured = String.format(Locale.ROOT, "%.3f µs, %,.0f B", micros, bytes);
		if (GOALS.containsKey(fields[1])) {
			double goal = Objects.requireNonNull(GOALS.get(fields[1]));
			report.goal("micro", fields[1] + " ≤ " + Report.text(goal) + " µs", measured, micros <= goal);
		}
		else {
			report.note("micro " + fields[1] + ": " + measured);
		}
		if (SMALL.containsKey(fields[1])) {
			double goal = Objects.requireNonNull(SMALL.get(fields[1]));
			report.goal("micro", fields[1] + " allocates ≤ " + Report.text(goal) + " B", measured, bytes <= goal);
		}
	}

}
