package io.github.clilogin.web.poll;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CollectResult;
import io.github.clilogin.web.poll.PollThrottle.Pace;
import io.github.clilogin.web.wire.ErrorResponses;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireRequestReader;
import io.github.clilogin.web.wire.WireResponse;

/** Answers well-formed native polls with 200, so that the connection is kept. */
public final class StatusEndpoint implements PollResponses {

	private static final Map<WireDialect, String> EXPIRES_IN = Arrays.stream(WireDialect.values())
		.collect(Collectors.toMap(Function.identity(), (dialect) -> ",\"" + dialect.memberName("expires_in") + "\":"));

	private final PollHandler polls;

	private final Clock clock;

	public StatusEndpoint(PollHandler polls, Clock clock) {
		this.polls = polls;
		this.clock = clock;
	}

	/**
	 * {@return the status of the login, with its credential if it is confirmed}
	 * @param request the request
	 * @throws IOException if the connection failed
	 */
	public ServerResponse status(ServerRequest request) throws IOException {
		return this.polls.answer(request, WireRequestReader.read(request), this);
	}

	@Override
	public WireResponse pending(Instant expiresAt, Pace pace, WireDialect dialect) {
		String body = "{\"status\":\"pending\",\"interval\":" + pace.interval().toSeconds() + EXPIRES_IN.get(dialect)
				+ TokenEndpoint.secondsUntil(expiresAt, this.clock) + "}";
		return WireResponse.encoded(HttpStatus.OK, dialect, body.getBytes(StandardCharsets.US_ASCII));
	}

	@Override
	public WireResponse unreturned(CollectResult.ReturnCodeRequired required, Pace pace, WireDialect dialect) {
		Instant end = Objects.requireNonNull(required.login().collectBy());
		return status("pending", dialect).with("interval", pace.interval().toSeconds())
			.with("expires_in", TokenEndpoint.secondsUntil(end, this.clock))
			.with("return_method", TokenEndpoint.method(required))
			.with("message", required.wrong() ? TokenEndpoint.WRONG_CODE : null);
	}

	@Override
	public WireResponse settled(CollectResult result, WireDialect dialect) {
		if (result instanceof CollectResult.Collected collected) {
			return status("confirmed", dialect).with("credentials",
					TokenEndpoint.credential(collected, dialect, this.clock));
		}
		if (result instanceof CollectResult.Rejected rejected) {
			return status("rejected", dialect).with("message", rejected.message());
		}
		return (result instanceof CollectResult.Expired expired)
				? status("expired", dialect).with("message", expired.message()) : status("unknown", dialect);
	}

	@Override
	public WireResponse failure(RuntimeException failure, WireDialect dialect) {
		return ErrorResponses.answerStatusPoll(failure, dialect);
	}

	private static WireResponse status(String status, WireDialect dialect) {
		return WireResponse.ok(dialect).with("status", status);
	}

}
