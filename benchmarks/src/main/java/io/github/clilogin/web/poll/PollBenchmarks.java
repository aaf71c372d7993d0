package io.github.clilogin.web.poll;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

import org.springframework.mock.web.MockHttpServletRequest;

import io.github.clilogin.CliLogin;
import io.github.clilogin.NumberedLogin;
import io.github.clilogin.web.wire.WireDialect;

/**
 * Measures a poll without its read, and the limit of wrong user codes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PollBenchmarks {

	private static final int LOGINS = 10_000;

	private final BenchmarkHost host = BenchmarkHost.create();

	private final CliLogin[] logins = new CliLogin[LOGINS];

	private final Steps steps = new Steps();

	private final PollThrottle gate = new PollThrottle(Duration.ofSeconds(5), Duration.ofMinutes(10), this.steps);

	private final StatusEndpoint status = new StatusEndpoint(this.host.polls(), this.host.settings().clock());

	private final TokenEndpoint token = new TokenEndpoint(this.host.polls(), this.host.settings().clock());

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/clilogin");

	private final PollThrottle.Pace pace;

	/** Prepares the logins. */
	public PollBenchmarks() {
		for (int i = 0; i < LOGINS; i++) {
			this.logins[i] = new NumberedLogin(i).pending();
		}
		this.pace = this.gate.poll(login().id());
	}

	private CliLogin login() {
		return this.logins[(int) (this.steps.taken.getAndIncrement() % LOGINS)];
	}

	/**
	 * Throttles polls of two threads. Each poll is in time.
	 */
	@Benchmark
	@Threads(2)
	public PollThrottle.Pace gate() {
		return this.gate.poll(login().id());
	}

	/** Encodes the response to a pending poll of the status endpoint. */
	@Benchmark
	public byte[] statusAnswer() {
		return this.status.pending(login().expiresAt(), this.pace, WireDialect.JSON_CAMEL).body();
	}

	/** Encodes the response to a pending poll of the token endpoint. */
	@Benchmark
	public byte[] tokenAnswer() {
		return this.token.pending(login().expiresAt(), this.pace, WireDialect.FORM).body();
	}

	/** Looks up a right user code within the limit. */
	@Benchmark
	public Optional<CliLogin> userCodeLimit() {
		CliLogin login = login();
		return this.host.limits().review(this.request, "ann", login.userCode(), () -> Optional.of(login));
	}

	/**
	 * Advances by a millisecond with each login, so that a login is polled every ten
	 * seconds.
	 */
	private static final class Steps implements LongSupplier {

		private final AtomicLong taken = new AtomicLong();

		@Override
		public long getAsLong() {
			return TimeUnit.MILLISECONDS.toNanos(this.taken.get());
		}

	}

}
