package io.github.clilogin.web;

import java.io.IOException;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CollectResult;

/**
 * Answers a poll natively: 200 whatever the state, so that connections are kept.
 */
final class StatusEndpoint implements Polls.Wording {

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
	public Answer pending(CliLogin login, PollGate.Pace pace, Dialect dialect) {
		return status("pending", dialect).with("interval", pace.interval().toSeconds())
			.with("expires_in", this.settings.secondsUntil(login.expiresAt()));
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
