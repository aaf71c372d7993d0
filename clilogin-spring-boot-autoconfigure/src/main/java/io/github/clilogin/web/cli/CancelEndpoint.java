package io.github.clilogin.web.cli;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.limit.StoreCallLimit;
import io.github.clilogin.web.wire.TenantServices;
import io.github.clilogin.web.wire.WireRequest;
import io.github.clilogin.web.wire.WireRequestReader;
import io.github.clilogin.web.wire.WireResponse;

/** Cancels a login. Answers 200 to unknown codes, so that they cannot be probed. */
record CancelEndpoint(TenantServices services, RateLimits limits) {

	ServerResponse cancel(ServerRequest request) throws IOException {
		WireRequest parameters = WireRequestReader.read(request);
		String clientId = parameters.clientId();
		CliLoginService service = this.services.of(request.servletRequest());
		Outcome outcome = parameters.deviceCode()
			.map((code) -> cancel(code, clientId, service))
			.orElse(Outcome.NOTHING_FOUND);
		if (outcome == Outcome.PENDING_CANCELLED) {
			this.limits.cancellation(request.servletRequest());
		}
		else if (outcome == Outcome.NOTHING_FOUND) {
			this.limits.unknownSecret(request.servletRequest());
		}
		return WireResponse.ok(parameters.dialect()).toResponse();
	}

	private Outcome cancel(DeviceCode code, @Nullable String clientId, CliLoginService service) {
		try (StoreCallLimit.Call call = this.limits.enterStore()) {
			boolean cancelled = service.cancel(code, clientId);
			return call.returned(outcome(cancelled, service.get(code.id()).orElse(null)));
		}
	}

	/** A login that a user has confirmed is not part of a loop of starts. */
	private static Outcome outcome(boolean cancelled, @Nullable CliLogin login) {
		if (cancelled && login != null && login.decision() == null) {
			return Outcome.PENDING_CANCELLED;
		}
		return (cancelled || login != null) ? Outcome.FOUND : Outcome.NOTHING_FOUND;
	}

	private enum Outcome {

		PENDING_CANCELLED, FOUND, NOTHING_FOUND

	}

}
