package io.github.clilogin.web.cli;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

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
		boolean known = parameters.deviceCode().filter((code) -> isKnown(code, clientId, service)).isPresent();
		if (!known) {
			this.limits.unknownSecret(request.servletRequest());
		}
		return WireResponse.ok(parameters.dialect()).toResponse();
	}

	/** Returns whether the login exists, even if this call did not cancel it. */
	private boolean isKnown(DeviceCode code, @Nullable String clientId, CliLoginService service) {
		try (StoreCallLimit.Call call = this.limits.enterStore()) {
			return call.returned(service.cancel(code, clientId) || service.get(code.id()).isPresent());
		}
	}

}
