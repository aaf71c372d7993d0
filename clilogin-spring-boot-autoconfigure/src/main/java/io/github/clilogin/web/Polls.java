package io.github.clilogin.web;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DeviceCode;

/**
 * Answers polls, those that ask for it only when there is something to say.
 */
final class Polls {

	private final CliLoginService service;

	private final CliLoginLimits limits;

	private final WaitingPolls waiting;

	Polls(CliLoginService service, CliLoginLimits limits, WaitingPolls waiting) {
		this.service = service;
		this.limits = limits;
		this.waiting = waiting;
	}

	/** Asks to wait first and looks then, so that no decision falls between the two. */
	ServerResponse answer(ServerRequest request, Parameters parameters, Wording wording) {
		Optional<DeviceCode> code = DeviceCode.parse(parameters.required(Name.DEVICE_CODE));
		Poll poll = new Poll(code, ClientId.of(request, parameters), parameters.dialect(), wording);
		HttpServletRequest servletRequest = request.servletRequest();
		Optional<WaitingPoll> waiting = code.flatMap((known) -> this.waiting.admit(known.id(), servletRequest));
		return waiting.isPresent() ? answer(poll, waiting.get(), servletRequest)
				: poll.answer(collect(poll, servletRequest)).toResponse();
	}

	private ServerResponse answer(Poll poll, WaitingPoll waiting, HttpServletRequest request) {
		boolean parked = false;
		try {
			CollectResult result = collect(poll, request);
			parked = result instanceof CollectResult.Pending;
			return (result instanceof CollectResult.Pending pending)
					? waiting.park(pending.login().expiresAt(), (dispatched) -> late(poll, dispatched))
					: waiting.applied(poll.answer(result)).toResponse();
		}
		finally {
			if (!parked) {
				this.waiting.leave(waiting);
			}
		}
	}

	/** Looks once more, since to be released is a hint only. */
	private Answer late(Poll poll, HttpServletRequest request) {
		try {
			return poll.answer(collect(poll, request));
		}
		catch (RuntimeException ex) {
			return poll.wording().failure(ex, poll.dialect());
		}
	}

	/** Counts only after the look-up, so that a login that is known is never refused. */
	private CollectResult collect(Poll poll, HttpServletRequest request) {
		CollectResult result = poll.code().isPresent() ? this.service.collect(poll.code().get(), poll.clientId())
				: new CollectResult.Unknown();
		if (result instanceof CollectResult.Unknown) {
			this.limits.unknownSecret(request);
		}
		return result;
	}

	/** How an endpoint says what has become of a poll. */
	interface Wording {

		Answer answer(CollectResult result, Dialect dialect);

		Answer failure(RuntimeException failure, Dialect dialect);

	}

	/** What a poll says. */
	private record Poll(Optional<DeviceCode> code, @Nullable String clientId, Dialect dialect, Wording wording) {

		Answer answer(CollectResult result) {
			return this.wording.answer(result, this.dialect);
		}

	}

}
