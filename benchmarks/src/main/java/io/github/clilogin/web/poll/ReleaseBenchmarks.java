package io.github.clilogin.web.poll;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import org.springframework.mock.web.MockHttpServletRequest;

import io.github.clilogin.NumberedLogin;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireResponse;

/**
 * Measures the release of all waiting polls at once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReleaseBenchmarks {

	private static final int WAITING = 10_000;

	private final BenchmarkHost host = BenchmarkHost.create();

	private final String[] ids = new String[WAITING];

	/** Starts the waiting polls. */
	@Setup(Level.Iteration)
	public void park() {
		for (int i = 0; i < WAITING; i++) {
			NumberedLogin login = new NumberedLogin(i);
			this.ids[i] = login.id();
			MockHttpServletRequest request = new MockHttpServletRequest("POST", "/clilogin/status");
			request.addHeader("Prefer", "wait=25");
			request.setAsyncSupported(true);
			request.setRemoteAddr("127.1." + (i >> 8) + "." + (i & 255));
			ParkedPoll poll = this.host.waiting().admit(login.id(), request).orElseThrow();
			this.host.waiting().park(poll, login.pending(), (release) -> WireResponse.ok(WireDialect.JSON_CAMEL));
		}
	}

	/** Releases the polls. The responses of the container are not included. */
	@Benchmark
	public void releaseTenThousand() {
		for (String id : this.ids) {
			this.host.waiting().release(id);
		}
	}

}
