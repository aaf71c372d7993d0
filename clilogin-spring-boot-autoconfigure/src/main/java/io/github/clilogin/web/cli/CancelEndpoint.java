package io.github.clilogin.web.cli;

import java.io.IOException;
import java.util.Optional;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.wire.WireRequest;
import io.github.clilogin.web.wire.WireRequestReader;
import io.github.clilogin.web.wire.WireResponse;

/** Cancels a login. Answers 200 to unknown codes, so that they cannot be probed. */
record CancelEndpoint(CliLoginService service, RateLimits limits) {

	ServerResponse cancel(ServerRequest request) throws IOException {
		WireRequest parameters = WireRequestReader.read(request);
		Optional<DeviceCode> code = parameters.deviceCode();
		boolean cancelled = code.filter((known) -> this.service.cancel(known, parameters.clientId())).isPresent();
		Optional<CliLogin> login = code.flatMap((known) -> this.service.get(known.id()));
		if (cancelled && login.filter(CancelEndpoint::wasPending).isPresent()) {
			this.limits.cancellation(request.servletRequest());
		}
		else if (!cancelled && login.isEmpty()) {
			this.limits.unknownSecret(request.servletRequest());
		}
		return WireResponse.ok(parameters.dialect()).toResponse();
	}

	/** A login that a user has confirmed is not part of a loop of starts. */
	private static boolean wasPending(CliLogin login) {
		return login.decision() == null;
	}

}
