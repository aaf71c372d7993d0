package io.github.clilogin.web.user;

import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
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
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.wire.ParameterName;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireException;
import io.github.clilogin.web.wire.WireRequestReader;
import io.github.clilogin.web.wire.WireResponse;

/** Shows, confirms and rejects logins for a custom front end. */
record ReviewEndpoint(CliLoginService service, CliUserService users, Clock clock, RateLimits limits, SignInAge age) {

	ServerResponse find(ServerRequest request) {
		CliUser user = this.users.remember(user(request));
		String userCode = WireRequestReader.readQuery(request).required(ParameterName.USER_CODE);
		return view(this.limits.review(request.servletRequest(), user.id(), () -> this.service.review(userCode, user))
			.orElseThrow(ReviewEndpoint::notFound));
	}

	ServerResponse get(ServerRequest request) {
		return view(this.service.reviewById(id(request), user(request)).orElseThrow(ReviewEndpoint::notFound));
	}

	ServerResponse confirm(ServerRequest request) throws IOException {
		Authentication user = user(request);
		WireRequestReader.readJson(request);
		if (this.age.isExceededBy(user)) {
			throw new WireException(HttpStatus.FORBIDDEN, "insufficient_user_authentication",
					"The sign-in is too old: sign in again, then confirm; the login is still pending");
		}
		return decided(this.service.confirm(id(request), user));
	}

	ServerResponse reject(ServerRequest request) throws IOException {
		Authentication user = user(request);
		String message = WireRequestReader.readJson(request).text(ParameterName.MESSAGE).orElse(null);
		return decided(this.service.reject(id(request), user, message));
	}

	/** Refuses a CLI token: a CLI must not confirm another CLI. */
	private static Authentication user(ServerRequest request) {
		Authentication user = UserRoutes.user(request);
		if (user instanceof CliTokenAuthentication) {
			throw WireException.forbidden("A CLI token cannot review, confirm or reject a login");
		}
		return user;
	}

	private static String id(ServerRequest request) {
		return Optional.of(request.pathVariable("id")).filter(DeviceCode::isHex).orElseThrow(ReviewEndpoint::notFound);
	}

	private static WireException notFound() {
		return WireException.invalidRequest(HttpStatus.NOT_FOUND, "The login is unknown");
	}

	private ServerResponse decided(DecisionResult result) {
		if (result instanceof DecisionResult.Decided decided) {
			return view(decided.login());
		}
		if (result instanceof DecisionResult.Refused refused) {
			return WireResponse.error(HttpStatus.FORBIDDEN, "access_denied", refused.message(), WireDialect.JSON_CAMEL)
				.with("message", refused.message())
				.toResponse();
		}
		if (result instanceof DecisionResult.AccountUnavailable) {
			throw new WireException(HttpStatus.FORBIDDEN, "account_unavailable",
					"The account was not found, or it is locked, disabled or expired; the login is still pending");
		}
		if (result instanceof DecisionResult.Impersonated) {
			throw new WireException(HttpStatus.FORBIDDEN, "impersonation_denied",
					"A user who acts as another user cannot confirm a login; the login is still pending");
		}
		if (result instanceof DecisionResult.AlreadyDecided) {
			throw new WireException(HttpStatus.CONFLICT, "already_decided",
					"The login was already confirmed or rejected");
		}
		throw (result instanceof DecisionResult.Expired)
				? new WireException(HttpStatus.GONE, "expired_token", "The login has expired") : notFound();
	}

	private ServerResponse view(CliLogin login) {
		CliLoginRequest request = login.request();
		return WireResponse.ok(WireDialect.JSON_CAMEL)
			.with("id", login.id())
			.with("user_code", login.displayedUserCode())
			.with("status", status(login))
			.with("flow", request.flow().name().toLowerCase(Locale.ROOT))
			.with("client", this.service.settings().clientName(request.clientId()))
			.with("device_name", request.deviceName())
			.with("client_version", request.clientVersion())
			.with("scopes", request.scopes())
			.with("address", request.remoteAddress())
			.with("created_at", login.createdAt().toString())
			.with("expires_at", login.expiresAt().toString())
			.toResponse();
	}

	private String status(CliLogin login) {
		return login.isExpired(this.clock.instant()) ? "expired" : login.status().name().toLowerCase(Locale.ROOT);
	}

}
