package io.github.clilogin.web;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.web.WaitingPoll.Release;

/**
 * Answers polls, those that ask for it only when there is something to say.
 */
final class Polls {

	private final CliLoginService service;

	private final CliLoginLimits limits;

	private final PollGate gate;

	private final WaitingPolls waiting;

	private final Clock clock;

	Polls(CliLoginService service, CliLoginWebSettings settings, CliLoginLimits limits, WaitingPolls waiting) {
		this.service = service;
		this.limits = limits;
		this.gate = new PollGate(settings.interval(), service.settings().lifetime(), settings.clock());
		this.waiting = waiting;
		this.clock = settings.clock();
	}

	/** Asks to wait first and looks then, so that no decision falls between the two. */
	ServerResponse answer(ServerRequest request, Parameters parameters, Wording wording) {
		Optional<DeviceCode> code = DeviceCode.parse(parameters.required(Name.DEVICE_CODE));
		Poll poll = new Poll(code, ClientId.of(request, parameters), this.clock.instant(), parameters.dialect(),
				wording);
		HttpServletRequest servletRequest = request.servletRequest();
		Optional<WaitingPoll> waiting = code.flatMap((known) -> this.waiting.admit(known.id(), servletRequest));
		return waiting.isPresent() ? hold(poll, waiting.get(), servletRequest)
				: atOnce(poll, servletRequest).toResponse();
	}

	private Answer atOnce(Poll poll, HttpServletRequest request) {
		Optional<String> id = poll.code().map(DeviceCode::id);
		Optional<Instant> expiry = id.flatMap((known) -> this.waiting.findPending(known, poll.clientId()));
		if (expiry.isPresent()) {
			return poll.pending(id.get(), expiry.get(), this.gate::poll);
		}
		CollectResult result = collect(poll, request);
		if (result instanceof CollectResult.Pending pending) {
			this.waiting.remember(pending.login(), poll.clientId());
		}
		return poll.answer(result, this.gate::poll);
	}

	private ServerResponse hold(Poll poll, WaitingPoll waiting, HttpServletRequest request) {
		boolean parked = false;
		try {
			CollectResult result = collect(poll, request);
			if (!(result instanceof CollectResult.Pending pending)) {
				return waiting.applied(poll.answer(result, this.gate::poll)).toResponse();
			}
			ServerResponse response = this.waiting.park(waiting, pending.login(),
					(dispatched, release) -> late(poll, waiting, dispatched, release));
			parked = true;
			return response;
		}
		finally {
			if (!parked) {
				this.waiting.leave(waiting);
			}
		}
	}

	/**
	 * Looks once more, since to be released is a hint only. Whoever has waited comes
	 * again at once, and is not early.
	 */
	private Answer late(Poll poll, WaitingPoll waiting, HttpServletRequest request, Release release) {
		try {
			CollectResult result = collect(poll, request);
			return switch (release) {
				case WAITED -> waiting.applied(poll.answer(result, this.gate::waited));
				case SENT_AWAY -> poll.answer(result, this.gate::poll);
				case ENDED -> poll.answer(result, this.gate::waited);
			};
		}
		catch (RuntimeException ex) {
			return poll.wording().failure(ex, poll.dialect());
		}
	}

	/** Counts only after the look-up, so that a login that is known is never refused. */
	private CollectResult collect(Poll poll, HttpServletRequest request) {
		CollectResult result = poll.code().isPresent()
				? this.service.collect(poll.code().get(), poll.clientId(), poll.begun()) : new CollectResult.Unknown();
		if (result instanceof CollectResult.Unknown) {
			this.limits.unknownSecret(request);
		}
		return result;
	}

	/** How an endpoint says what has become of a poll. */
	interface Wording {

		Answer pending(Instant expiresAt, PollGate.Pace pace, Dialect dialect);

		Answer settled(CollectResult result, Dialect dialect);

		Answer failure(RuntimeException failure, Dialect dialect);

	}

	/** What a poll says, and when. */
	private record Poll(Optional<DeviceCode> code, @Nullable String clientId, Instant begun, Dialect dialect,
			Wording wording) {

		Answer answer(CollectResult result, Function<String, PollGate.Pace> gate) {
			return (result instanceof CollectResult.Pending pending)
					? pending(pending.login().id(), pending.login().expiresAt(), gate)
					: this.wording.settled(result, this.dialect);
		}

		Answer pending(String id, Instant expiresAt, Function<String, PollGate.Pace> gate) {
			return this.wording.pending(expiresAt, gate.apply(id), this.dialect);
		}

	}

}
