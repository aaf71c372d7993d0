package io.github.clilogin.web.cli;

import java.io.IOException;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

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
		String clientId = parameters.clientId();
		boolean cancelled = parameters.deviceCode().filter((code) -> this.service.cancel(code, clientId)).isPresent();
		if (cancelled) {
			this.limits.cancellation(request.servletRequest());
		}
		else if (!parameters.deviceCode().filter(this::isKnown).isPresent()) {
			this.limits.unknownSecret(request.servletRequest());
		}
		return WireResponse.ok(parameters.dialect()).toResponse();
	}

	private boolean isKnown(DeviceCode code) {
		return this.service.get(code.id()).isPresent();
	}

}
