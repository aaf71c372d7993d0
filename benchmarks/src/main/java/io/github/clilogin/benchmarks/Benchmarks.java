package io.github.clilogin.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs all or the given benchmarks. No server outlives the run.
 */
public final class Benchmarks {

	private static final List<String> ALL = IntStream.rangeClosed(1, 12).mapToObj((i) -> "B" + i).toList();

	private static final String THREE_NODES = "three-nodes";

	private static final String STORES = "stores";

	private final Scale scale;

	private final Set<String> asked;

	private final Report report = new Report();

	private final long start = System.nanoTime();

	private Benchmarks(Scale scale, Set<String> asked) {
		this.scale = scale;
		this.asked = asked;
	}

	/**
	 * Runs the benchmarks.
	 * @param args {@code --quick}, and names of benchmarks
	 * @throws IOException if the page cannot be written
	 */
	public static void main(String[] args) throws IOException {
		List<String> given = List.of(args);
		Scale scale = given.contains("--smoke") ? Scale.SMOKE : given.contains("--quick") ? Scale.QUICK : Scale.FULL;
		Set<String> asked = given.stream()
			.filter((arg) -> !arg.startsWith("--"))
			.collect(Collectors.toCollection(LinkedHashSet::new));
		Benchmarks benchmarks = new Benchmarks(scale, asked.isEmpty() ? withMicro() : asked);
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
		Server.endAllAtExit();
		String arguments = String.join(" ", given);
		benchmarks.giveUpInTime(arguments);
		benchmarks.run();
		benchmarks.write(arguments, "");
		Server.endAll();
		Workspace.remove();
		System.exit(0);
	}

	private static Set<String> withMicro() {
		Set<String> all = new LinkedHashSet<>(ALL);
		all.add("micro");
		all.add(THREE_NODES);
		return all;
	}

	/**
	 * Writes the results so far after the time limit, and exits, which ends the servers.
	 */
	private void giveUpInTime(String arguments) {
		Thread watch = new Thread(() -> {
			Workspace.sleep(this.scale.limit());
			String late = "The run stopped after its limit of " + this.scale.limit().toMinutes() + " minutes.";
			System.err.println(late);
			try {
				write(arguments, " " + late);
			}
			catch (IOException ex) {
				ex.printStackTrace();
			}
			System.exit(3);
		});
		watch.setDaemon(true);
		watch.start();
	}

	private void run() {
		World world = new World(this.scale, this.report);
		stage("Micro benchmarks", () -> Micro.run(world), "micro");
		stage("Start-up and memory", () -> new Weight(world).run(), "B11");
		stage("Closed loops", () -> new Steady(world, this.asked, true).run(), "B1", "B2", "B5", "B10");
		stage("Stored logins", () -> new Flat(world).run(), "B3");
		stage("Database work per poll", () -> new Counts(world).polls(), "B4");
		stage("Database work per call", () -> new Counts(world).calls(), "B10");
		Storm storm = new Storm(world);
		stage("Open loop", storm::openLoop, "B7");
		stage("Overload", storm::overload, "B8");
		stage("Guesses", storm::guesses, "B12");
		Waiting waiting = new Waiting(world);
		stage("Decision to terminal", waiting::decisions, "B6");
		stage("Ten thousand waiting", waiting::thousands, "B9");
		stage("Stores", () -> new StoreBenchmark(world).run(), STORES);
		stage("Three nodes", () -> threeNodes(world.threeNodes()), THREE_NODES);
	}

	private void write(String arguments, String end) throws IOException {
		boolean stores = this.asked.equals(Set.of(STORES));
		if (this.scale == Scale.SMOKE || !stores && !this.asked.equals(withMicro())) {
			return;
		}
		String how = "Written by `benchmarks/run%s` on %s, in %d s, on %s; mongod %s. Server on one core, load generator"
				+ " and mongod on the other. Closed loops: medians of %d rounds of %d s; B11: of %d starts; all others"
				+ " ran once, open loops for %d s.%s";
		this.report.write(Path.of(System.getProperty("benchmark.page")),
				stores ? "benchmarks/run stores" : "benchmarks/run",
				how.formatted(arguments.isEmpty() ? "" : " " + arguments, LocalDate.now(), seconds(),
						Workspace.machine(), Database.version(), this.scale.rounds(), this.scale.round().toSeconds(),
						this.scale.startUps(), this.scale.openLoop().toSeconds(), end));
	}

	/** Runs the benchmarks that a replica set may affect. */
	private static void threeNodes(World world) {
		new Steady(world, Set.of("B1", "B5", "B10"), false).run();
		new Counts(world).polls();
		new Counts(world).calls();
		new Storm(world).latency();
		new Waiting(world).decisions();
	}

	/** Runs a stage. If it fails, reports it and continues. */
	private void stage(String name, Runnable stage, String... ids) {
		if (Arrays.stream(ids).noneMatch(this.asked::contains)) {
			return;
		}
		System.out.println("== " + seconds() + " s: " + name);
		try {
			stage.run();
		}
		catch (RuntimeException ex) {
			this.report.failed(String.join(", ", ids) + " " + name, ex);
		}
	}

	private long seconds() {
		return (System.nanoTime() - this.start) / 1_000_000_000;
	}

}
