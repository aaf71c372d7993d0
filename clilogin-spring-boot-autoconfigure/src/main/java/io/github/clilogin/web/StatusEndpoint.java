package io.github.clilogin.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CollectResult;

/**
 * Answers a poll natively: 200 whatever the state, so that connections are kept.
 */
final class StatusEndpoint implements Polls.Wording {

	/** What lies between the two numbers of a pending answer. */
	private static final Map<Dialect, String> EXPIRES_IN = Arrays.stream(Dialect.values())
		.collect(Collectors.toMap(Function.identity(), (dialect) -> ",\"" + dialect.name("expires_in") + "\":"));

	private final Polls polls;

	private final CliLoginWebSettings settings;

	StatusEndpoint(Polls polls, CliLoginWebSettings settings) {
		this.polls = polls;
		this.settings = settings;
	}

	ServerResponse status(ServerRequest request) throws IOException {
		return this.polls.answer(request, RequestReader.read(request), this);
	}

	@Override
	public Answer pending(Instant expiresAt, PollGate.Pace pace, Dialect dialect) {
		String body = "{\"status\":\"pending\",\"interval\":" + pace.interval().toSeconds() + EXPIRES_IN.get(dialect)
				+ this.settings.secondsUntil(expiresAt) + "}";
		return Answer.encoded(HttpStatus.OK, dialect, body.getBytes(StandardCharsets.US_ASCII))
			.header(HttpHeaders.PRAGMA, "no-cache");
	}

	@Override
	public Answer settled(CollectResult result, Dialect dialect) {
		if (result instanceof CollectResult.Collected collected) {
			return status("confirmed", dialect).with("credentials",
					TokenEndpoint.credential(collected, dialect, this.settings));
		}
		if (result instanceof CollectResult.Rejected rejected) {
			return status("rejected", dialect).with("message", rejected.message());
		}
		return status((result instanceof CollectResult.Expired) ? "expired" : "unknown", dialect);
	}

	@Override
	public Answer failure(RuntimeException failure, Dialect dialect) {
		return Failures.answer(failure, dialect);
	}

	private static Answer status(String status, Dialect dialect) {
		return Answer.ok(dialect).header(HttpHeaders.PRAGMA, "no-cache").with("status", status);
	}

}
