package io.github.clilogin.web;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.DeviceCode;

/**
 * Shows, confirms and rejects logins for a host's own front end.
 */
final class LoginsEndpoint {

	private final CliLoginService service;

	private final CliUserService users;

	private final CliLoginWebSettings settings;

	private final CliLoginLimits limits;

	LoginsEndpoint(CliLoginService service, CliUserService users, CliLoginWebSettings settings, CliLoginLimits limits) {
		this.service = service;
		this.users = users;
		this.settings = settings;
		this.limits = limits;
	}

	ServerResponse find(ServerRequest request) {
		CliUser user = this.users.remember(person(request));
		String typed = Parameters.ofForm(RequestReader.query(request.servletRequest())).required(Name.USER_CODE);
		return view(this.limits.find(request.servletRequest(), user.id(), () -> this.service.review(typed, user))
			.orElseThrow(LoginsEndpoint::notFound));
	}

	ServerResponse get(ServerRequest request) {
		return view(this.service.reviewById(id(request), person(request)).orElseThrow(LoginsEndpoint::notFound));
	}

	ServerResponse confirm(ServerRequest request) throws IOException {
		Authentication person = person(request);
		RequestReader.readJson(request);
		return decided(this.service.confirm(id(request), person));
	}

	ServerResponse reject(ServerRequest request) throws IOException {
		Authentication person = person(request);
		String message = RequestReader.readJson(request).textOrNull(Name.MESSAGE);
		return decided(this.service.reject(id(request), person, message));
	}

	/** A command line never decides about another. */
	private static Authentication person(ServerRequest request) {
		Authentication user = SessionGuard.user(request);
		if (user instanceof CliTokenAuthentication) {
			throw WireException.forbidden("A command line token cannot review, confirm or reject a login");
		}
		return user;
	}

	private static String id(ServerRequest request) {
		return Optional.of(request.pathVariable("id")).filter(DeviceCode::isHex).orElseThrow(LoginsEndpoint::notFound);
	}

	private static WireException notFound() {
		return WireException.invalidRequest(HttpStatus.NOT_FOUND, "There is no such login");
	}

	private ServerResponse decided(DecisionResult result) {
		if (result instanceof DecisionResult.Decided decided) {
			return view(decided.login());
		}
		if (result instanceof DecisionResult.Refused refused) {
			return Answer.error(HttpStatus.FORBIDDEN, "access_denied", refused.message(), Dialect.JSON_CAMEL)
				.with("message", refused.message())
				.toResponse();
		}
		if (result instanceof DecisionResult.AlreadyDecided) {
			throw new WireException(HttpStatus.CONFLICT, "already_decided", "The login was decided already");
		}
		throw (result instanceof DecisionResult.Expired)
				? new WireException(HttpStatus.GONE, "expired_token", "Nobody decided in time") : notFound();
	}

	private ServerResponse view(CliLogin login) {
		CliLoginRequest asked = login.request();
		Map<String, String> clients = this.service.settings().clients();
		return Answer.ok(Dialect.JSON_CAMEL)
			.with("id", login.id())
			.with("user_code", login.displayedUserCode())
			.with("status", LoginView.status(login, this.settings.clock().instant()))
			.with("flow", asked.flow().name().toLowerCase(Locale.ROOT))
			.with("client", LoginView.client(login, clients))
			.with("device_name", asked.deviceName())
			.with("client_version", asked.clientVersion())
			.with("scopes", asked.scopes())
			.with("address", asked.remoteAddress())
			.with("created_at", login.createdAt().toString())
			.with("expires_at", login.expiresAt().toString())
			.toResponse();
	}

}
