package io.github.clilogin.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.clilogin.client.CliLoginException.Reason;
import io.github.clilogin.client.LoginEvent.BrowserNeeded;
import io.github.clilogin.client.LoginEvent.Retrying;
import io.github.clilogin.client.LoginEvent.SlowedDown;
import io.github.clilogin.client.LoginEvent.Waiting;

/**
 * Polls until the server decides or the login expires. After the expiry it polls once
 * more, since the server's clock decides.
 */
final class PollLoop {

	/** Proxies rarely close a silent connection sooner. */
	private static final Duration MAX_HOLD = Duration.ofSeconds(25);

	/** The time that a server leaves for the return code after the confirmation. */
	private static final Duration MIN_RETURN_TIME = Duration.ofMinutes(2);

	private final LoginServer server;

	private final DeviceAuthorizationResponse device;

	private final LoginTiming time;

	private final CompletableFuture<?> closed;

	private final LoginReturns returns;

	private final PollSchedule schedule;

	private Duration hold = MAX_HOLD;

	private Instant expiresAt;

	PollLoop(LoginServer server, DeviceAuthorizationResponse device, LoginTiming time, CompletableFuture<?> closed,
			LoginReturns returns) {
		this.server = server;
		this.device = device;
		this.time = time;
		this.closed = closed;
		this.returns = returns;
		this.expiresAt = device.expiresAt();
		this.schedule = new PollSchedule(device.interval(), time.random());
	}

	Credentials run(Consumer<? super LoginEvent> listener) throws CliLoginException, InterruptedException {
		while (!this.closed.isDone()) {
			Duration left = left();
			boolean last = left.isZero();
			Instant sent = now();
			PollResult result = poll(left, listener);
			if (result instanceof PollResult.Granted granted) {
				return granted.credentials();
			}
			if (result instanceof PollResult.Ended ended) {
				throw explained(ended.failure());
			}
			if (result instanceof PollResult.Unknown) {
				throw last ? explained(TokenResponse.expired()) : unknown();
			}
			if (result instanceof PollResult.Failed && hasNews()) {
				sleep(capped(this.schedule.afterCut(Duration.between(sent, now()))), listener);
				continue;
			}
			LoginEvent event = eventOf(result, sent);
			if (this.closed.isDone()) {
				break;
			}
			askIfDue(event.delay(), listener);
			if (last && left().isZero()) {
				throw explained(tooLate(result));
			}
			listener.accept(event);
			sleep(event.delay(), listener);
		}
		throw cancelled();
	}

	/** The user has confirmed a login that expires without its return code. */
	private CliLoginException explained(CliLoginException failure) {
		boolean lacksCode = failure.reason() == Reason.EXPIRED && this.returns.isKnown();
		return lacksCode ? new CliLoginException(Reason.EXPIRED,
				"The login expired before the return code arrived. Log in again.") : failure;
	}

	/** Asks the user, or tells once that only the browser can return the code. */
	private void askIfDue(Duration delay, Consumer<? super LoginEvent> listener) throws CliLoginException {
		this.returns.askIfDue(now());
		if (this.returns.takeBrowserNeeded()) {
			listener.accept(new BrowserNeeded(delay));
		}
	}

	private PollResult poll(Duration left, Consumer<? super LoginEvent> listener)
			throws CliLoginException, InterruptedException {
		String code = this.returns.next();
		if (code != null) {
			return this.server.poll(PollParameters.returning(this.device.deviceCode(), code), this.closed,
					new CompletableFuture<>());
		}
		askIfDue(Duration.ZERO, listener);
		Duration wait = shorter(shorter(left, this.hold), this.returns.untilQuestion(now()));
		return this.server.poll(PollParameters.waiting(this.device.deviceCode(), this.returns.isKnown(), wait),
				this.closed, this.returns.news());
	}

	/** Returns whether the poll was abandoned for a code or for the end of a prompt. */
	private boolean hasNews() {
		return !this.returns.isSending() && this.returns.news().isDone();
	}

	/** Sleeps until the next poll is due. Only a code to send ends the delay. */
	private void sleep(Duration delay, Consumer<? super LoginEvent> listener)
			throws CliLoginException, InterruptedException {
		Duration rest = delay;
		boolean isRepeating = this.returns.isSending();
		while (!rest.isZero() && !this.closed.isDone() && (isRepeating || this.returns.next() == null)) {
			askIfDue(rest, listener);
			rest = rest.minus(slept(rest, isRepeating));
		}
	}

	/** Sleeps until the next question at the latest, and returns for how long. */
	private Duration slept(Duration rest, boolean isRepeating) throws InterruptedException {
		Instant begin = now();
		Duration planned = shorter(rest, this.returns.untilQuestion(begin));
		// The next code has to wait while the server has not answered the last one
		CompletableFuture<?> news = isRepeating ? new CompletableFuture<>() : this.returns.news();
		this.time.waiter().sleep(planned, CompletableFuture.anyOf(this.closed, news));
		Duration took = Duration.between(begin, now());
		return (news.isDone() && !took.isNegative()) ? shorter(took, rest) : planned;
	}

	private LoginEvent eventOf(PollResult result, Instant sent) {
		Duration took = Duration.between(sent, now());
		if (result instanceof PollResult.Failed failed) {
			return isCut(failed, took) ? afterCut(failed, took)
					: new Retrying(failed.cause(), capped(this.schedule.afterFailure(failed.retryAfter())));
		}
		if (result instanceof PollResult.SlowDown slowDown) {
			return new SlowedDown(capped(this.schedule.afterSlowDown(slowDown.interval(), slowDown.retryAfter())));
		}
		PollResult.Pending pending = (PollResult.Pending) result;
		if (pending.returnMethod() != null) {
			demanded(pending.returnMethod());
		}
		if (pending.left() != null) {
			// This machine's clock may have changed since the start
			this.expiresAt = now().plus(pending.left());
		}
		Duration held = pending.wasHeld() ? took : Duration.ZERO;
		return new Waiting(capped(this.schedule.afterPending(pending.interval(), held)));
	}

	private void demanded(String returnMethod) {
		if (!this.returns.isKnown() && this.expiresAt.isBefore(now().plus(MIN_RETURN_TIME))) {
			this.expiresAt = now().plus(MIN_RETURN_TIME);
		}
		this.returns.demanded(returnMethod, now());
	}

	private boolean isCut(PollResult.Failed failed, Duration took) {
		return failed.wasSent() && took.toSeconds() > 0 && this.hold.toSeconds() > 0 && failed.retryAfter() == null;
	}

	/**
	 * Halves the wait, since a proxy that closes idle connections does so again. A cut
	 * poll does not change the failure count.
	 */
	private LoginEvent afterCut(PollResult.Failed failed, Duration took) {
		this.hold = this.hold.dividedBy(2);
		Duration delay = capped(this.schedule.afterCut(took));
		return this.schedule.isFailing() ? new Retrying(failed.cause(), delay) : new Waiting(delay);
	}

	private Duration capped(Duration delay) {
		return shorter(delay, left());
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? other : one;
	}

	private Duration left() {
		Instant now = now();
		return now.isBefore(this.expiresAt) ? Duration.between(now, this.expiresAt) : Duration.ZERO;
	}

	private Instant now() {
		return this.time.clock().instant();
	}

	private CliLoginException tooLate(PollResult result) {
		if (!(result instanceof PollResult.Failed failed)) {
			return TokenResponse.expired();
		}
		if (failed.isRefused() && !this.schedule.isAnswered()) {
			return new CliLoginException(Reason.PROTOCOL, "The server did not answer any poll until the login expired ("
					+ failed.cause() + "). Check the server's address and any proxy.");
		}
		return new CliLoginException(Reason.UNREACHABLE,
				"The server could not be reached "
						+ (this.schedule.isCutOff() ? "until the login expired (" + failed.cause() + ")."
								: "when the login expired (" + failed.cause() + "). The decision is unknown.")
						+ " Check the network and log in again.");
	}

	private static CliLoginException unknown() {
		return new CliLoginException(Reason.PROTOCOL, "The server no longer knows this login. Log in again.");
	}

	static CliLoginException cancelled() {
		return new CliLoginException(Reason.CANCELLED, "The login was cancelled.");
	}

}
