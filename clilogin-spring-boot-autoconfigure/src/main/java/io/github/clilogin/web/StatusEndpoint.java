package io.github.clilogin.web;

import java.io.IOException;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CollectResult;

/**
 * Answers a poll natively: 200 whatever the state, so that connections are kept.
 */
final class StatusEndpoint implements Polls.Wording {

	private final Polls polls;

	private final CliLoginWebSettings settings;

	private final PollGate gate;

	StatusEndpoint(Polls polls, CliLoginWebSettings settings, PollGate gate) {
		this.polls = polls;
		this.settings = settings;
		this.gate = gate;
	}

	ServerResponse status(ServerRequest request) throws IOException {
		return this.polls.answer(request, RequestReader.read(request), this);
	}

	@Override
	public Answer answer(CollectResult result, Dialect dialect) {
		return status(result, dialect).header(HttpHeaders.PRAGMA, "no-cache");
	}

	@Override
	public Answer failure(RuntimeException failure, Dialect dialect) {
		return Failures.answer(failure, dialect);
	}

	private Answer status(CollectResult result, Dialect dialect) {
		Answer answer = Answer.ok(dialect);
		if (result instanceof CollectResult.Pending pending) {
			return answer.with("status", "pending")
				.with("interval", this.gate.poll(pending.login()).interval().toSeconds())
				.with("expires_in", this.settings.secondsUntil(pending.login().expiresAt()));
		}
		if (result instanceof CollectResult.Collected collected) {
			return answer.with("status", "confirmed")
				.with("credentials", TokenEndpoint.credential(collected, dialect, this.settings));
		}
		if (result instanceof CollectResult.Rejected rejected) {
			return answer.with("status", "rejected").with("message", rejected.message());
		}
		return answer.with("status", (result instanceof CollectResult.Expired) ? "expired" : "unknown");
	}

}
