package io.github.clilogin.web.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.limit.StoreCallLimit;
import io.github.clilogin.web.poll.ParkedPoll.Release;
import io.github.clilogin.web.poll.PollThrottle.Pace;
import io.github.clilogin.web.wire.TenantServices;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireRequest;
import io.github.clilogin.web.wire.WireResponse;

/** Answers polls. Holds a poll that asks to wait until its login is decided. */
public final class PollHandler {

	private final TenantServices services;

	private final RateLimits limits;

	private final PollThrottle throttle;

	/** Counts polls with a return code, which a CLI sends beside the others. */
	private final PollThrottle codeThrottle;

	private final WaitingPolls waiting;

	private final Clock clock;

	/** Creates a handler, which counts the polls of a login for all endpoints. */
	public PollHandler(TenantServices services, CliLoginWebSettings settings, RateLimits limits, WaitingPolls waiting) {
		this.services = services;
		this.limits = limits;
		Duration lifetime = services.all().settings().lifetime();
		this.throttle = new PollThrottle(settings.interval(), lifetime, limits.time());
		this.codeThrottle = new PollThrottle(settings.interval(), lifetime, limits.time());
		this.waiting = waiting;
		this.clock = settings.clock();
	}

	/** Registers a waiting poll before the read, so that it misses no decision. */
	ServerResponse answer(ServerRequest request, WireRequest parameters, PollResponses responses) {
		Optional<DeviceCode> code = parameters.deviceCode();
		HttpServletRequest servletRequest = request.servletRequest();
		PollRequest poll = new PollRequest(this.services.of(servletRequest), code, parameters.clientId(),
				PollReturn.read(parameters), this.clock.instant(), parameters.dialect(), responses);
		Optional<ParkedPoll> parked = code.flatMap((known) -> admit(known.id(), poll, servletRequest));
		return parked.isPresent() ? hold(poll, parked.get(), servletRequest)
				: answerAtOnce(poll, servletRequest).toResponse();
	}

	/** Does not hold a poll with a return code. Its CLI needs no other poll meanwhile. */
	private Optional<ParkedPoll> admit(String id, PollRequest poll, HttpServletRequest request) {
		if (poll.returned().code() == null) {
			return this.waiting.admit(id, request);
		}
		this.waiting.dismiss(id);
		return Optional.empty();
	}

	private WireResponse answerAtOnce(PollRequest poll, HttpServletRequest request) {
		Optional<String> id = poll.code().map(DeviceCode::id);
		Optional<Instant> expiry = id.filter((known) -> mayBeRemembered(known, poll))
			.flatMap((known) -> this.waiting.findPending(known, poll.service().tenant(), poll.clientId()));
		if (expiry.isPresent()) {
			return poll.pending(id.get(), expiry.get(), this.throttle::poll);
		}
		CollectResult result = collect(poll, request);
		if (result instanceof CollectResult.Pending pending) {
			this.waiting.remember(pending.login(), poll.clientId());
		}
		return respond(poll, result);
	}

	/**
	 * Returns whether a poll needs no read if its login was pending. Another instance may
	 * have delivered a credential between two irregular polls. A return code exists only
	 * after the confirmation.
	 */
	private boolean mayBeRemembered(String id, PollRequest poll) {
		return poll.returned().code() == null && this.throttle.isRegular(id);
	}

	private ServerResponse hold(PollRequest poll, ParkedPoll parked, HttpServletRequest request) {
		ServerResponse held = null;
		try {
			CollectResult result = collect(poll, request);
			Optional<CliLogin> login = poll.returned().waitingFor(result);
			if (login.isEmpty()) {
				return parked.applied(respond(poll, result)).toResponse();
			}
			Instant end = ParkedPoll.endOf(login.get());
			held = this.waiting.park(parked, login.get(), (release) -> (release == Release.DISMISSED)
					? poll.pending(parked.id(), end, this.throttle::uncounted) : answerLate(poll, parked, release));
			return held;
		}
		finally {
			if (held == null) {
				this.waiting.leave(parked);
				parked.end().complete(null);
			}
		}
	}

	/**
	 * Reads the login again, since a release is only a hint. The device code was known
	 * when the wait began, so it is not counted as unknown after another poll collected.
	 */
	private WireResponse answerLate(PollRequest poll, ParkedPoll parked, Release release) {
		try {
			CollectResult result = collect(poll);
			return switch (release) {
				case WAITED -> parked.applied(poll.response(result, this.throttle::waited));
				case REPLACED -> respond(poll, result);
				case CLOSED, DISMISSED -> poll.response(result, this.throttle::waited);
			};
		}
		catch (RuntimeException ex) {
			return poll.responses().failure(ex, poll.dialect());
		}
	}

	private WireResponse respond(PollRequest poll, CollectResult result) {
		PollThrottle paces = (poll.returned().code() != null) ? this.codeThrottle : this.throttle;
		return poll.response(result, poll.returned().isAlwaysInTime(result) ? paces::waited : paces::poll);
	}

	/** Counts an unknown code after the lookup, so that a known code is never refused. */
	private CollectResult collect(PollRequest poll, HttpServletRequest request) {
		CollectResult result = collect(poll);
		if (result instanceof CollectResult.Unknown) {
			this.limits.unknownSecret(request);
		}
		return result;
	}

	private CollectResult collect(PollRequest poll) {
		if (poll.code().isEmpty()) {
			return new CollectResult.Unknown();
		}
		try (StoreCallLimit.Call call = this.limits.enterStore()) {
			return call.returned(poll.service()
				.collect(poll.code().get(), poll.clientId(), poll.returned().code(), poll.arrivedAt()));
		}
	}

}
