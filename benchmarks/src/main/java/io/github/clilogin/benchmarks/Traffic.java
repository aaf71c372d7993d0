package io.github.clilogin.benchmarks;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The load of a server.
 *
 * @param port the port of the server
 * @param connections the number of connections, with at most one request on each
 * @param perSecond the rate at which requests are due, whether a connection is free or
 * not (open loop); 0 sends the next request after the last response (closed loop)
 * @param time the duration
 * @param ramp the time until the full rate is reached
 * @param manyAddresses whether each connection has its own address
 * @param requests supplies the next request of the connection with a number, until it is
 * empty
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

	/** Sends the requests of each connection one after the other. */
	static Traffic own(int port, int connections, double perSecond, Duration time, Duration ramp,
			IntFunction<Request> requests) {
		return new Traffic(port, connections, perSecond, time, ramp, true,
				(connection) -> Optional.of(requests.apply(connection)));
	}

	/**
	 * Returns the share of the rate at a time after the start, beginning with a tenth.
	 */
	double share(long nanos) {
		return (nanos < this.ramp.toNanos()) ? Math.max(0.1, (double) nanos / this.ramp.toNanos()) : 1;
	}

}
