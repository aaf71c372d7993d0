package io.github.clilogin.web.user;

import java.io.IOException;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.web.wire.TenantServices;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireException;
import io.github.clilogin.web.wire.WireRequestReader;
import io.github.clilogin.web.wire.WireResponse;

/**
 * Replaces the return code of a confirmed login by one that the user can type, or else by
 * another one to send to the CLI.
 */
record ReturnEndpoint(TenantServices services) {

	ServerResponse replace(ServerRequest request) throws IOException {
		Authentication user = ReviewEndpoint.user(request);
		WireRequestReader.readJson(request);
		CliLoginService service = this.services.of(request.servletRequest());
		String id = ReviewEndpoint.id(request);
		ReturnCode code = service.newReturnCode(id, user).orElseThrow(ReturnEndpoint::notFound);
		CliLogin login = service.get(id).orElseThrow(ReturnEndpoint::notFound);
		WireResponse response = ReturnMembers.addMethod(WireResponse.ok(WireDialect.JSON_CAMEL), code.method());
		return ReturnMembers.addCode(response, login, code).toResponse();
	}

	private static WireException notFound() {
		return WireException.invalidRequest(HttpStatus.NOT_FOUND,
				"The login is unknown, or it does not wait for a code of this user");
	}

}
