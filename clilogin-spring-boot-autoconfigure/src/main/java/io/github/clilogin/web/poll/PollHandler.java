package io.github.clilogin.web.poll;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLoginService;
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

	private final WaitingPolls waiting;

	private final Clock clock;

	/** Creates a handler, which counts the polls of a login for all endpoints. */
	public PollHandler(TenantServices services, CliLoginWebSettings settings, RateLimits limits, WaitingPolls waiting) {
		this.services = services;
		this.limits = limits;
		this.throttle = new PollThrottle(settings.interval(), services.all().settings().lifetime(), limits.time());
		this.waiting = waiting;
		this.clock = settings.clock();
	}

	/** Registers a waiting poll before the read, so that it misses no decision. */
	ServerResponse answer(ServerRequest request, WireRequest parameters, PollResponses responses) {
		Optional<DeviceCode> code = parameters.deviceCode();
		HttpServletRequest servletRequest = request.servletRequest();
		Poll poll = new Poll(this.services.of(servletRequest), code, parameters.clientId(), this.clock.instant(),
				parameters.dialect(), responses);
		Optional<ParkedPoll> parked = code.flatMap((known) -> this.waiting.admit(known.id(), servletRequest));
		return parked.isPresent() ? hold(poll, parked.get(), servletRequest)
				: answerAtOnce(poll, servletRequest).toResponse();
	}

	private WireResponse answerAtOnce(Poll poll, HttpServletRequest request) {
		Optional<String> id = poll.code().map(DeviceCode::id);
		// Another instance may have delivered a credential between two irregular polls
		Optional<Instant> expiry = id.filter(this.throttle::isRegular)
			.flatMap((known) -> this.waiting.findPending(known, poll.service().tenant(), poll.clientId()));
		if (expiry.isPresent()) {
			return poll.pending(id.get(), expiry.get(), this.throttle::poll);
		}
		CollectResult result = collect(poll, request);
		if (result instanceof CollectResult.Pending pending) {
			this.waiting.remember(pending.login(), poll.clientId());
		}
		return poll.response(result, this.throttle::poll);
	}

	private ServerResponse hold(Poll poll, ParkedPoll parked, HttpServletRequest request) {
		ServerResponse held = null;
		try {
			CollectResult result = collect(poll, request);
			if (!(result instanceof CollectResult.Pending pending)) {
				return parked.applied(poll.response(result, this.throttle::poll)).toResponse();
			}
			held = this.waiting.park(parked, pending.login(),
					(dispatched, release) -> answerLate(poll, parked, dispatched, release));
			return held;
		}
		finally {
			if (held == null) {
				this.waiting.leave(parked);
				parked.end().complete(null);
			}
		}
	}

	/** Reads the login again, since a release is only a hint. */
	private WireResponse answerLate(Poll poll, ParkedPoll parked, HttpServletRequest request, Release release) {
		try {
			CollectResult result = collect(poll, request);
			return switch (release) {
				case WAITED -> parked.applied(poll.response(result, this.throttle::waited));
				case REPLACED -> poll.response(result, this.throttle::poll);
				case CLOSED -> poll.response(result, this.throttle::waited);
			};
		}
		catch (RuntimeException ex) {
			return poll.responses().failure(ex, poll.dialect());
		}
	}

	/** Counts an unknown code after the lookup, so that a known code is never refused. */
	private CollectResult collect(Poll poll, HttpServletRequest request) {
		CollectResult result = poll.code().isPresent() ? collect(poll.code().get(), poll) : new CollectResult.Unknown();
		if (result instanceof CollectResult.Unknown) {
			this.limits.unknownSecret(request);
		}
		return result;
	}

	private CollectResult collect(DeviceCode code, Poll poll) {
		try (StoreCallLimit.Call call = this.limits.enterStore()) {
			return call.returned(poll.service().collect(code, poll.clientId(), poll.arrivedAt()));
		}
	}

	private record Poll(CliLoginService service, Optional<DeviceCode> code, @Nullable String clientId,
			Instant arrivedAt, WireDialect dialect, PollResponses responses) {

		WireResponse response(CollectResult result, Function<String, Pace> throttle) {
			return (result instanceof CollectResult.Pending pending)
					? pending(pending.login().id(), pending.login().expiresAt(), throttle)
					: uncached(this.responses.settled(result, this.dialect));
		}

		WireResponse pending(String id, Instant expiresAt, Function<String, Pace> throttle) {
			return uncached(this.responses.pending(expiresAt, throttle.apply(id), this.dialect));
		}

		/** Adds the header that RFC 6749 §5.1 requires beside {@code Cache-Control}. */
		private static WireResponse uncached(WireResponse response) {
			return response.header(HttpHeaders.PRAGMA, "no-cache");
		}

	}

}
