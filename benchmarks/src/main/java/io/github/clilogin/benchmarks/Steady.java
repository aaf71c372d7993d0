package io.github.clilogin.benchmarks;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.github.clilogin.NumberedLogin;

/**
 * Runs B1, B2, B5 and B10: closed loops, compared with the ceiling and with other servers
 * in the same round.
 */
final class Steady {

	private static final String B1 = "B1 poll of status, 200";

	private static final String B2 = "B2 poll of token, 400";

	private static final String B5 = "B5 start";

	private static final String B10 = "B10 API call with a token";

	private static final double INTERVAL = 5;

	private static final int TOKENS = 20_000;

	/** Keycloak's ratio to the bare endpoint, see the page. */
	private static final double KEYCLOAK_START = 0.068;

	private final World world;

	private final Set<String> asked;

	private final boolean besideOthers;

	private final Loops loops;

	private final AtomicLong next = new AtomicLong();

	Steady(World world, Set<String> asked, boolean besideOthers) {
		this.world = world;
		this.asked = asked;
		this.besideOthers = besideOthers;
		this.loops = new Loops(world);
	}

	void run() {
		this.loops.add("the ceiling", () -> Ceiling.JSON_200.loop(this.world, Loop.FEW));
		if (asked("B1") || asked("B2")) {
			this.loops.add("the ceiling of 400", () -> Ceiling.FORM_400.loop(this.world, Loop.FEW));
		}
		addOurs();
		try (Peers peers = new Peers(this.world)) {
			if (this.besideOthers && (asked("B1") || asked("B2"))) {
				peers.addTo(this.loops);
			}
			this.loops.measure();
		}
		judge();
	}

	private void addOurs() {
		if (asked("B1")) {
			add(B1, () -> polls(B1, Loop.FEW, Ceiling.JSON_200, Polled::status));
		}
		if (asked("B2")) {
			add(B2, () -> polls(B2, Loop.FEW, Ceiling.FORM_400, Polled::token));
		}
		if (asked("B5")) {
			add(B5, () -> new Loop(name(B5), this.world.host(),
					() -> Calls.start("/clilogin/device", "client_id=acme")));
		}
		if (asked("B10")) {
			add(B10, () -> new Loop(name(B10), this.world.host(), calls()));
		}
		if (asked("B1") && this.besideOthers && this.world.scale().withMany()) {
			this.loops.add("the ceiling", () -> Ceiling.JSON_200.loop(this.world, Loop.MANY));
			add(B1, () -> polls(B1, Loop.MANY, Ceiling.JSON_200, Polled::status));
		}
	}

	/** Creates a loop with its own logins, which no other loop polls too early. */
	private Loop polls(String id, int connections, Ceiling ceiling, BiFunction<World, Long, Polled> polled) {
		Polled usual = polled.apply(this.world, Polled.USUAL);
		return new Loop(name(id), connections, ceiling, this.world.host(), usual.requests(),
				polled.apply(this.world, Polled.MANY).requests(), () -> usual.begin(this.world.host()));
	}

	private void add(String name, Supplier<Loop> loop) {
		this.loops.add(name(name), loop);
	}

	private String name(String id) {
		return id + this.world.suffix();
	}

	private Supplier<Request> calls() {
		this.world.host();
		this.world.database().store("clilogin_logins", 0, TOKENS, (number) -> new NumberedLogin(number).collected());
		return () -> Calls.me(new NumberedLogin(this.next.getAndIncrement() % TOKENS).token());
	}

	private boolean asked(String id) {
		return this.asked.contains(id);
	}

	private void judge() {
		this.loops.median(name(B1)).ifPresent((sample) -> {
			this.world.peak(sample.perSecond());
			size(sample.cpuMicros());
		});
		this.loops.judgeShare("B1", name(B1), "", 0.45);
		againstOthers("B1", B1);
		this.loops.judgeShare("B2", name(B2), "", 0.7);
		againstOthers("B2", B2);
		this.loops.judgeShare("B5", name(B5), ", 2.5 times Keycloak's share", 2.5 * KEYCLOAK_START);
	}

	private void againstOthers(String id, String ours) {
		this.loops.judge(id, name(ours), Peers.SPRING, 1);
		this.loops.judge(id, name(ours), Peers.SPRING_1K, 2);
		this.loops.judge(id, name(ours), Peers.SPRING_10K, 5);
		this.loops.judge(id, name(ours), Peers.OIDC_PROVIDER, 1);
		this.loops.judge(id, name(ours), Peers.BETTER_AUTH, 1);
	}

	/** Computes the load for numbers of pending logins. */
	private void size(double micros) {
		for (int waiting = 10_000; waiting <= 1_000_000; waiting *= 10) {
			double polls = waiting / INTERVAL;
			this.world.report()
				.note("Computed%s: %,d pending logins are %,.0f polls a second, which need %s cores of the application"
					.formatted(this.world.suffix(), waiting, polls, Report.text(polls * micros / 1e6)));
		}
	}

}
