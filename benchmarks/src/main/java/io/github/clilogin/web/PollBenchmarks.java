package io.github.clilogin.web;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

import io.github.clilogin.CliLogin;
import io.github.clilogin.NumberedLogin;

/**
 * What a poll costs beside its read, and what a look at a user code costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PollBenchmarks {

	private static final int LOGINS = 10_000;

	private final BenchmarkHost host = BenchmarkHost.create();

	private final CliLogin[] logins = new CliLogin[LOGINS];

	private final PollGate gate = new PollGate(Duration.ofSeconds(5), Duration.ofMinutes(10), Clock.systemUTC());

	private final StatusEndpoint status = new StatusEndpoint(this.host.polls(), this.host.settings());

	private final TokenEndpoint token = new TokenEndpoint(this.host.polls(), this.host.settings());

	private final UserCodeLimit limit = new UserCodeLimit(this.host.service(), new ClockTime(Clock.systemUTC()));

	private final AtomicInteger next = new AtomicInteger();

	/** Prepares the logins. */
	public PollBenchmarks() {
		for (int i = 0; i < LOGINS; i++) {
			this.logins[i] = new NumberedLogin(i).pending();
		}
	}

	private CliLogin login() {
		return this.logins[(this.next.getAndIncrement() & Integer.MAX_VALUE) % LOGINS];
	}

	/** Two threads meet at the gate. */
	@Benchmark
	@Threads(2)
	public PollGate.Pace gate() {
		return this.gate.poll(login());
	}

	/** The body of a pending answer, 200. */
	@Benchmark
	public byte[] statusAnswer() {
		CliLogin login = login();
		return this.status.pending(login, this.gate.poll(login), Dialect.JSON_CAMEL).body();
	}

	/** The body of a pending answer, 400. */
	@Benchmark
	public byte[] tokenAnswer() {
		CliLogin login = login();
		return this.token.pending(login, this.gate.poll(login), Dialect.FORM).body();
	}

	/** A user code is looked up and found. */
	@Benchmark
	public Optional<CliLogin> userCodeLimit() {
		CliLogin login = login();
		return this.limit.find("127.0.0.1", "ann", () -> Optional.of(login));
	}

}
