package io.github.clilogin.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Measures closed loops in turn and repeatedly, so that changes of the machine affect all
 * of them.
 */
final class Loops {

	private final World world;

	private final List<Loop> loops = new ArrayList<>();

	private final Map<Loop, List<Sample>> samples = new LinkedHashMap<>();

	Loops(World world) {
		this.world = world;
	}

	/** Adds a loop, or reports that it cannot be set up. */
	void add(String name, Supplier<Loop> loop) {
		try {
			this.loops.add(loop.get());
		}
		catch (RuntimeException ex) {
			this.world.report().failed(name, ex);
		}
	}

	/** Warms up and measures the loops, and reports the medians. */
	void measure() {
		each((loop) -> loop.warmUp(this.world.scale().warmUp()));
		for (int i = 0; i < this.world.scale().rounds(); i++) {
			each((loop) -> this.samples.computeIfAbsent(loop, (key) -> new ArrayList<>())
				.add(loop.sample(this.world.scale().round(), () -> this.world.database().operations("query"))));
		}
		this.samples.forEach((loop, list) -> this.world.report()
			.figure(loop.name(), loop.connections(), Sample.median(list),
					find(loop.ceiling(), loop.connections()).map((bare) -> ratio(loop, bare)).orElse(Double.NaN)));
	}

	/** Reports and removes a loop that fails. */
	private void each(Consumer<Loop> action) {
		for (Loop loop : List.copyOf(this.loops)) {
			try {
				action.accept(loop);
			}
			catch (RuntimeException ex) {
				this.loops.remove(loop);
				this.samples.remove(loop);
				this.world.report().failed(loop.name(), ex);
			}
		}
	}

	/** Returns the median of a loop with few connections, if it was measured. */
	Optional<Sample> median(String name) {
		return find(name).map((loop) -> Sample.median(Objects.requireNonNull(this.samples.get(loop))));
	}

	/** Judges the ratio of two loops with few connections. */
	void judge(String id, String ours, String other, double goal) {
		find(ours).ifPresent((one) -> find(other).ifPresent((two) -> this.world.report()
			.atLeast(id, ours.substring(ours.indexOf(' ') + 1) + " / " + other, goal, ratio(one, two))));
	}

	/** Judges the ratio of a loop to its ceiling. */
	void judgeShare(String id, String ours, String goalText, double goal) {
		find(ours).ifPresent((one) -> find(one.ceiling(), one.connections()).ifPresent((bare) -> this.world.report()
			.atLeast(id, ours.substring(ours.indexOf(' ') + 1) + " / " + bare.name() + goalText, goal,
					ratio(one, bare))));
	}

	/** Returns the median of the ratios of all rounds. */
	private double ratio(Loop one, Loop other) {
		List<Sample> ours = Objects.requireNonNull(this.samples.get(one));
		List<Sample> theirs = Objects.requireNonNull(this.samples.get(other));
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < ours.size(); i++) {
			ratios.add(ours.get(i).perSecond() / theirs.get(i).perSecond());
		}
		return Sample.middle(ratios);
	}

	private Optional<Loop> find(String name) {
		return this.samples.keySet()
			.stream()
			.filter((each) -> each.name().equals(name) && each.connections() == Loop.FEW)
			.findFirst();
	}

	private Optional<Loop> find(Ceiling ceiling, int connections) {
		return this.samples.keySet()
			.stream()
			.filter((each) -> each.name().equals(ceiling.title()) && each.connections() == connections)
			.findFirst();
	}

}
