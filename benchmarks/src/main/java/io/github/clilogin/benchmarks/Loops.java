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
 * Closed loops that are measured in turn, again and again, so that what changes on the
 * machine meanwhile hits all.
 */
final class Loops {

	private final World world;

	private final List<Loop> loops = new ArrayList<>();

	private final Map<Loop, List<Sample>> samples = new LinkedHashMap<>();

	Loops(World world) {
		this.world = world;
	}

	/** Adds one, unless it cannot be set up, which is said. */
	void add(String name, Supplier<Loop> loop) {
		try {
			this.loops.add(loop.get());
		}
		catch (RuntimeException ex) {
			this.world.report().failed(name, ex);
		}
	}

	/** Warms them up, measures them, and reports the medians. */
	void measure() {
		each((loop) -> loop.warmUp(this.world.scale().warmUp()));
		for (int i = 0; i < this.world.scale().rounds(); i++) {
			each((loop) -> this.samples.computeIfAbsent(loop, (key) -> new ArrayList<>())
				.add(loop.sample(this.world.scale().round(), this.world.database())));
		}
		this.samples.forEach((loop, list) -> this.world.report()
			.figure(loop.name(), loop.connections(), Sample.median(list),
					find(loop.ceiling(), loop.connections()).map((bare) -> ratio(loop, bare)).orElse(Double.NaN)));
	}

	/** One that fails is said and left out from then on. */
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

	/** The median of one of few connections, if it was measured. */
	Optional<Sample> median(String name) {
		return find(name).map((loop) -> Sample.median(Objects.requireNonNull(this.samples.get(loop))));
	}

	/** Judges how much faster one of few connections is than another. */
	void judge(String id, String ours, String other, double goal) {
		find(ours).ifPresent((one) -> find(other).ifPresent((two) -> this.world.report()
			.atLeast(id, ours.substring(ours.indexOf(' ') + 1) + " / " + other, goal, ratio(one, two))));
	}

	/** Judges its share of its ceiling against what somebody else reached of it. */
	void judgeShare(String id, String ours, String goalText, double goal) {
		find(ours).ifPresent((one) -> find(one.ceiling(), one.connections()).ifPresent((bare) -> this.world.report()
			.atLeast(id, ours.substring(ours.indexOf(' ') + 1) + " / " + bare.name() + goalText, goal,
					ratio(one, bare))));
	}

	/** The median of the ratios of each round. */
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
