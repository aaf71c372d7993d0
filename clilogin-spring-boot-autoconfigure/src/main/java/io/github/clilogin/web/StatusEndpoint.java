package io.github.clilogin.web;

import java.io.IOException;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CollectResult;

/**
 * Answers a poll natively: 200 whatever the state, so that connections are kept.
 */
final class StatusEndpoint {

	private final CliLoginService service;

	private final CliLoginWebSettings settings;

	private final PollGate gate;

	private final CliLoginLimits limits;

	StatusEndpoint(CliLoginService service, CliLoginWebSettings settings, PollGate gate, CliLoginLimits limits) {
		this.service = service;
		this.settings = settings;
		this.gate = gate;
		this.limits = limits;
	}

	ServerResponse status(ServerRequest request) throws IOException {
		Parameters parameters = RequestReader.read(request);
		CollectResult result = TokenEndpoint.collect(this.service, this.limits, request, parameters);
		return answer(result, parameters.dialect()).header(HttpHeaders.PRAGMA, "no-cache").toResponse();
	}

	private Answer answer(CollectResult result, Dialect dialect) {
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
