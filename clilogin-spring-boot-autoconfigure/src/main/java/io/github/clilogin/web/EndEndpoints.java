package io.github.clilogin.web;

import java.io.IOException;

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

	EndEndpoints(CliLoginService service) {
		this.service = service;
	}

	/** The command line gives up. */
	ServerResponse cancel(ServerRequest request) throws IOException {
		Parameters parameters = RequestReader.read(request);
		DeviceCode.parse(parameters.required(Name.DEVICE_CODE)).ifPresent(this.service::cancel);
		return Answer.ok(parameters.dialect()).toResponse();
	}

	/** Logs out (RFC 7009 §2); a hint on the type of token is of no use here. */
	ServerResponse revoke(ServerRequest request) throws IOException {
		Parameters parameters = RequestReader.read(request);
		this.service.revoke(parameters.required(Name.TOKEN));
		return Answer.ok(parameters.dialect()).toResponse();
	}

}
