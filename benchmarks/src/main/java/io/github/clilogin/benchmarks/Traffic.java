package io.github.clilogin.benchmarks;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * What a server has to bear.
 *
 * @param port where the server listens
 * @param connections how many connections are used, at most one request on each
 * @param perSecond when requests are due, whether there is a connection or not (open
 * loop); 0 sends the next when the last was answered (closed loop)
 * @param time how long
 * @param ramp how long it takes until they are due as often
 * @param manyAddresses whether each connection comes from an address of its own
 * @param requests what to send next on the connection of a number, until it is empty
 */
record Traffic(int port, int connections, double perSecond, Duration time, Duration ramp, boolean manyAddresses,
		IntFunction<Optional<Request>> requests) {

	static Traffic closed(int port, int connections, Duration time, Supplier<Request> requests) {
		return new Traffic(port, connections, 0, time, Duration.ZERO, false,
				(connection) -> Optional.of(requests.get()));
	}

	/** Sends each request once. */
	static Traffic each(int port, int connections, double perSecond, Duration time, Iterator<Request> requests) {
		return new Traffic(port, connections, perSecond, time, Duration.ZERO, true,
				(connection) -> requests.hasNext() ? Optional.of(requests.next()) : Optional.empty());
	}

	static Traffic open(int port, int connections, double perSecond, Duration time, Supplier<Request> requests) {
		return new Traffic(port, connections, perSecond, time, Duration.ZERO, true,
				(connection) -> Optional.of(requests.get()));
	}

	/** Each connection has requests of its own, and they come one after the other. */
	static Traffic own(int port, int connections, double perSecond, Duration time, Duration ramp,
			IntFunction<Request> requests) {
		return new Traffic(port, connections, perSecond, time, ramp, true,
				(connection) -> Optional.of(requests.apply(connection)));
	}

	/** Which share of the rate is due so long after the start: a tenth at first. */
	double share(long nanos) {
		return (nanos < this.ramp.toNanos()) ? Math.max(0.1, (double) nanos / this.ramp.toNanos()) : 1;
	}

}
