package io.github.clilogin.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import io.github.clilogin.client.CliLoginException.Reason;
import io.github.clilogin.client.LoginEvent.Retrying;
import io.github.clilogin.client.LoginEvent.SlowedDown;
import io.github.clilogin.client.LoginEvent.Waiting;

/**
 * Polls until the server decides, or the login has expired and the server has been asked
 * once more: its verdict wins over this side's clock.
 */
final class PollLoop {

	private final LoginServer server;

	private final DeviceAnswer device;

	private final Timing timing;

	private final CountDownLatch closed;

	private final Pace pace;

	PollLoop(LoginServer server, DeviceAnswer device, Timing timing, CountDownLatch closed) {
		this.server = server;
		this.device = device;
		this.timing = timing;
		this.closed = closed;
		this.pace = new Pace(device.interval(), timing.random());
	}

	Credentials run(Consumer<? super LoginEvent> listener) throws CliLoginException, InterruptedException {
		while (this.closed.getCount() > 0) {
			boolean last = left().isZero();
			PollResult result = this.server.poll(this.device.deviceCode());
			if (result instanceof PollResult.Granted granted) {
				return granted.credentials();
			}
			if (result instanceof PollResult.Ended ended) {
				throw ended.failure();
			}
			if (result instanceof PollResult.Unknown) {
				throw last ? TokenAnswer.expired() : unknown();
			}
			LoginEvent event = eventOf(result);
			if (last) {
				throw tooLate(event);
			}
			listener.accept(event);
			this.timing.sleeper().sleep(event.delay(), this.closed);
		}
		throw cancelled();
	}

	private LoginEvent eventOf(PollResult result) {
		if (result instanceof PollResult.Failed failed) {
			return new Retrying(failed.cause(), capped(this.pace.afterFailure(failed.retryAfter())));
		}
		if (result instanceof PollResult.SlowDown slowDown) {
			return new SlowedDown(capped(this.pace.afterSlowDown(slowDown.interval(), slowDown.retryAfter())));
		}
		return new Waiting(capped(this.pace.afterPending()));
	}

	private Duration capped(Duration delay) {
		Duration left = left();
		return (delay.compareTo(left) > 0) ? left : delay;
	}

	private Duration left() {
		Instant now = this.timing.clock().instant();
		return now.isBefore(this.device.expiresAt()) ? Duration.between(now, this.device.expiresAt()) : Duration.ZERO;
	}

	private CliLoginException tooLate(LoginEvent event) {
		if (event instanceof Retrying retrying && this.pace.isCutOff()) {
			return new CliLoginException(Reason.UNREACHABLE, "The server could not be reached until the login expired ("
					+ retrying.cause() + "). Check the network and log in again.");
		}
		return TokenAnswer.expired();
	}

	private static CliLoginException unknown() {
		return new CliLoginException(Reason.PROTOCOL, "The server does not know this login any more. Log in again.");
	}

	static CliLoginException cancelled() {
		return new CliLoginException(Reason.CANCELLED, "The login was cancelled.");
	}

}
