package io.github.clilogin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Collects and prints the results, and writes them into a page between two marks.
 */
final class Report {

	private static final String BEGIN = "<!-- %s writes from here -->\n";

	private static final String END = "<!-- %s writes to here -->\n";

	private final List<String> goals = new CopyOnWriteArrayList<>();

	private final List<String> figures = new CopyOnWriteArrayList<>();

	private final List<String> stores = new CopyOnWriteArrayList<>();

	private final List<String> notes = new CopyOnWriteArrayList<>();

	/** Reports whether a goal was met. */
	void goal(String id, String goal, String measured, boolean met) {
		add(this.goals, "| %s | %s | %s | %s |".formatted(id, goal, measured, met ? "met" : "**missed**"));
	}

	/** Reports a ratio that must reach a goal. */
	void atLeast(String id, String what, double goal, double ratio) {
		goal(id, what + " ≥ " + text(goal), text(ratio) + " ×", ratio >= goal);
	}

	/** Reports milliseconds that must not exceed a goal. */
	void atMost(String id, String what, double goal, double millis) {
		goal(id, what + " ≤ " + text(goal) + " ms", text(millis) + " ms", millis <= goal);
	}

	void figure(String name, int connections, Sample sample, double ratio) {
		add(this.figures,
				"| %s | %d | %,.0f | %s | %s | %s | %.0f | %s | %s | %.0f | %.0f |".formatted(name, connections,
						sample.perSecond(), text(sample.p50()), text(sample.p99()), text(sample.p999()),
						sample.cpuMicros(), text(sample.finds()), text(ratio), sample.generatorShare() * 100,
						sample.compilerShare() * 100));
	}

	/** Reports that a measurement failed. */
	void failed(String name, RuntimeException failure) {
		failure.printStackTrace();
		goal(name, "runs", "failed: " + String.valueOf(failure.getMessage()).lines().findFirst().orElse(""), false);
	}

	/** Reports the figures of a store. */
	void store(String row) {
		add(this.stores, row);
	}

	/** Adds a note. */
	void note(String line) {
		add(this.notes, "- " + line);
	}

	private static void add(List<String> lines, String line) {
		lines.add(line);
		System.out.println(line);
	}

	static String text(double value) {
		return String.format(Locale.ROOT, (Math.abs(value) < 10) ? "%.2f" : "%.0f", value);
	}

	String markdown(String how) {
		StringBuilder text = new StringBuilder(how).append("\n\n");
		table(text, "| id | goal | measured | |\n| --- | --- | --- | --- |\n", this.goals);
		table(text,
				"| closed loop | connections | req/s | p50 ms | p99 ms | p99.9 ms | server CPU µs | finds "
						+ "| × bare | generator's core % | compilers % |\n"
						+ "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
				this.figures);
		table(text, StoreBenchmark.HEAD, this.stores);
		table(text, "", this.notes);
		return text.toString();
	}

	private static void table(StringBuilder text, String head, List<String> lines) {
		if (!lines.isEmpty()) {
			text.append(head);
			lines.forEach((line) -> text.append(line).append('\n'));
			text.append('\n');
		}
	}

	/** Writes the results into the part of the page that has the marks of a command. */
	void write(Path page, String command, String how) throws IOException {
		String old = Files.readString(page);
		String begin = BEGIN.formatted(command);
		Files.writeString(page, old.substring(0, old.indexOf(begin) + begin.length()) + "\n" + markdown(how)
				+ old.substring(old.indexOf(END.formatted(command))));
	}

}
