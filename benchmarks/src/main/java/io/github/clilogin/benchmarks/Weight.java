package io.github.clilogin.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs B11: start-up time and memory with and without the starter.
 */
final class Weight {

	private final World world;

	private final List<Double> millis = new ArrayList<>();

	private final List<Double> mebibytes = new ArrayList<>();

	Weight(World world) {
		this.world = world;
	}

	void run() {
		Weight with = new Weight(this.world);
		Weight without = new Weight(this.world);
		// The first start of each only warms up the page cache
		for (int i = 0; i <= this.world.scale().startUps(); i++) {
			without.start(Subject.HOST_WITHOUT, i > 0);
			with.start(Subject.HOST, i > 0);
		}
		Report report = this.world.report();
		report.atMost("B11",
				"start-up with the starter − without (" + Report.text(Sample.middle(without.millis)) + " ms)", 250,
				Sample.middle(differences(with.millis, without.millis)));
		double added = Sample.middle(differences(with.mebibytes, without.mebibytes));
		report.goal("B11",
				"RSS with the starter − without (" + Report.text(Sample.middle(without.mebibytes)) + " MiB) ≤ 15 MiB",
				Report.text(added) + " MiB", added <= 15);
	}

	/** Subtracts consecutive starts, so that changes of the machine affect both. */
	private static List<Double> differences(List<Double> with, List<Double> without) {
		return IntStream.range(0, with.size()).mapToObj((i) -> with.get(i) - without.get(i)).toList();
	}

	private void start(Subject subject, boolean counts) {
		int port = Server.freePort();
		List<String> command = subject.command(port, List.of(), this.world.hostProperties());
		try (Server server = Server.start(subject.name(), Cores.BOTH, port, command)) {
			Workspace.sleep(Duration.ofSeconds(2));
			if (counts) {
				this.millis.add((double) server.startUp().toMillis());
				this.mebibytes.add(server.residentMiB());
			}
		}
	}

}
