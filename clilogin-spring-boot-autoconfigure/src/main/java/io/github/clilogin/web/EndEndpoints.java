package io.github.clilogin.web;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.DeviceCode;

/**
 * The command line ends what it has begun. What is unknown is as good as ended, so that
 * the answer tells nothing about codes and tokens.
 */
final class EndEndpoints {

	private final CliLoginService service;

	private final CliLoginLimits limits;

	EndEndpoints(CliLoginService service, CliLoginLimits limits) {
		this.service = service;
		this.limits = limits;
	}

	/** The command line gives up. */
	ServerResponse cancel(ServerRequest request) throws IOException {
		Parameters parameters = RequestReader.read(request);
		String clientId = ClientId.of(request, parameters);
		boolean known = DeviceCode.parse(parameters.required(Name.DEVICE_CODE))
			.filter((code) -> cancelled(code, clientId))
			.isPresent();
		if (!known) {
			this.limits.unknownSecret(request.servletRequest());
		}
		return Answer.ok(parameters.dialect()).toResponse();
	}

	/** Now, or it had ended before, or it is another client's. */
	private boolean cancelled(DeviceCode code, @Nullable String clientId) {
		return this.service.cancel(code, clientId) || this.service.get(code.id()).isPresent();
	}

	/**
	 * Logs out (RFC 7009 §2); a hint on the type of token is of no use here. Whoever has
	 * a token may end it, if they do not contradict themselves.
	 */
	ServerResponse revoke(ServerRequest request) throws IOException {
		Parameters parameters = RequestReader.read(request);
		ClientId.of(request, parameters);
		if (!this.service.revoke(parameters.required(Name.TOKEN))) {
			this.limits.unknownSecret(request.servletRequest());
		}
		return Answer.ok(parameters.dialect()).toResponse();
	}

}
