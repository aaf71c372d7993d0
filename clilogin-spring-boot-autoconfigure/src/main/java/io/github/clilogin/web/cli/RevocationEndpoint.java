package io.github.clilogin.web.cli;

import java.io.IOException;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.limit.StoreCallLimit;
import io.github.clilogin.web.wire.ParameterName;
import io.github.clilogin.web.wire.TenantServices;
import io.github.clilogin.web.wire.WireRequest;
import io.github.clilogin.web.wire.WireRequestReader;
import io.github.clilogin.web.wire.WireResponse;

/** Revokes a token (RFC 7009 §2). Unknown tokens get 200, so they cannot be probed. */
record RevocationEndpoint(TenantServices services, RateLimits limits) {

	ServerResponse revoke(ServerRequest request) throws IOException {
		WireRequest parameters = WireRequestReader.read(request);
		// Refuses a request that names two clients
		parameters.clientId();
		CliLoginService service = this.services.of(request.servletRequest());
		if (!revoke(service, parameters.required(ParameterName.TOKEN))) {
			this.limits.unknownSecret(request.servletRequest());
		}
		return WireResponse.ok(parameters.dialect()).toResponse();
	}

	private boolean revoke(CliLoginService service, String token) {
		try (StoreCallLimit.Call call = this.limits.enterStore()) {
			return call.returned(service.revoke(token));
		}
	}

}
