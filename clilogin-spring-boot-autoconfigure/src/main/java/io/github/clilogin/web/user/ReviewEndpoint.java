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
import io.github.clilogin.internal.MixedAlphabets;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.wire.ParameterName;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireException;
import io.github.clilogin.web.wire.WireRequestReader;
import io.github.clilogin.web.wire.WireResponse;

/** Shows, confirms and rejects logins for a custom front end. */
record ReviewEndpoint(CliLoginService service, CliUserService users, Clock clock, RateLimits limits) {

	ServerResponse find(ServerRequest request) {
		CliUser user = this.users.remember(user(request));
		String userCode = WireRequestReader.readQuery(request).required(ParameterName.USER_CODE);
		return view(request,
				this.limits.review(request.servletRequest(), user.id(), () -> this.service.review(userCode, user))
					.orElseThrow(ReviewEndpoint::notFound));
	}

	ServerResponse get(ServerRequest request) {
		return view(request, this.service.reviewById(id(request), user(request)).orElseThrow(ReviewEndpoint::notFound));
	}

	ServerResponse confirm(ServerRequest request) throws IOException {
		Authentication user = user(request);
		WireRequestReader.readJson(request);
		return decided(request, this.service.confirm(id(request), user));
	}

	ServerResponse reject(ServerRequest request) throws IOException {
		Authentication user = user(request);
		String message = WireRequestReader.readJson(request).text(ParameterName.MESSAGE).orElse(null);
		return decided(request, this.service.reject(id(request), user, message));
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

	private ServerResponse decided(ServerRequest request, DecisionResult result) {
		if (result instanceof DecisionResult.Decided decided) {
			return view(request, decided.login());
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

	private ServerResponse view(ServerRequest request, CliLogin login) {
		CliLoginRequest asked = login.request();
		BrowserAddress browser = BrowserAddress.of(request.servletRequest(), asked);
		String client = this.service.settings().clientName(asked.clientId());
		return WireResponse.ok(WireDialect.JSON_CAMEL)
			.with("id", login.id())
			.with("user_code", login.displayedUserCode())
			.with("status", status(login))
			.with("flow", asked.flow().name().toLowerCase(Locale.ROOT))
			.with("client", client)
			.with("client_mixes_alphabets", MixedAlphabets.areIn(client) ? true : null)
			.with("device_name", asked.deviceName())
			.with("device_name_mixes_alphabets", MixedAlphabets.areIn(asked.deviceName()) ? true : null)
			.with("client_version", asked.clientVersion())
			.with("scopes", asked.scopes())
			.with("address", asked.remoteAddress())
			.with("address_uncertain", asked.isAddressUncertain())
			.with("browser_address", browser.text())
			.with("browser_address_uncertain", browser.uncertain())
			.with("network", browser.network().name().toLowerCase(Locale.ROOT))
			.with("created_at", login.createdAt().toString())
			.with("expires_at", login.expiresAt().toString())
			.toResponse();
	}

	private String status(CliLogin login) {
		return login.isExpired(this.clock.instant()) ? "expired" : login.status().name().toLowerCase(Locale.ROOT);
	}

}
