package io.github.clilogin.web.user;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginChoices;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.CliUser;
import io.github.clilogin.ConfirmOptions;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.wire.ParameterName;
import io.github.clilogin.web.wire.TenantServices;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireException;
import io.github.clilogin.web.wire.WireRequest;
import io.github.clilogin.web.wire.WireRequestReader;
import io.github.clilogin.web.wire.WireResponse;

/** Shows, confirms and rejects logins for a custom front end. */
record ReviewEndpoint(TenantServices services, Clock clock, RateLimits limits, SignInAge age) {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	ServerResponse find(ServerRequest request) {
		Authentication authentication = user(request);
		CliLoginService service = service(request);
		CliUser user = service.remember(authentication);
		String userCode = WireRequestReader.readQuery(request).required(ParameterName.USER_CODE);
		CliLogin login = this.limits
			.review(request.servletRequest(), user.id(), userCode, () -> service.review(userCode, user))
			.orElseThrow(ReviewEndpoint::notFound);
		return review(request, login, authentication);
	}

	ServerResponse get(ServerRequest request) {
		Authentication user = user(request);
		CliLogin login = service(request).reviewById(id(request), user).orElseThrow(ReviewEndpoint::notFound);
		return review(request, login, user);
	}

	private ServerResponse review(ServerRequest request, CliLogin login, Authentication user) {
		boolean pending = login.status() == CliLoginStatus.PENDING && !login.isExpired(this.clock.instant());
		return pending ? pending(request, login, this.services.all().offer(login, user))
				: view(request, login, ChoiceMembers.of(login.choices())).toResponse();
	}

	/** Shows a login without choices as well, because it can be rejected. */
	private ServerResponse pending(ServerRequest request, CliLogin login, Optional<CliLoginChoices.Offer> offered) {
		return view(request, login, offered.map(ChoiceMembers::of).orElse(null))
			.with("choices_unavailable", offered.isEmpty() ? true : null)
			.toResponse();
	}

	ServerResponse confirm(ServerRequest request) throws IOException {
		Authentication user = user(request);
		WireRequest answer = WireRequestReader.readJson(request);
		if (this.age.isExceededBy(user)) {
			throw new WireException(HttpStatus.FORBIDDEN, "insufficient_user_authentication",
					"The sign-in is too old: sign in again, then confirm; the login is still pending");
		}
		ConfirmOptions options = ConfirmOptions.NONE.seen(answer.text(ParameterName.USER_CODE).orElse(null))
			.choices(answer.texts(ParameterName.CHOICES));
		return decided(request, service(request).confirm(id(request), user, options));
	}

	ServerResponse reject(ServerRequest request) throws IOException {
		Authentication user = user(request);
		String message = WireRequestReader.readJson(request).text(ParameterName.MESSAGE).orElse(null);
		return decided(request, service(request).reject(id(request), user, message));
	}

	private CliLoginService service(ServerRequest request) {
		return this.services.of(request.servletRequest());
	}

	/** Refuses a CLI token: a CLI must not confirm another CLI. */
	static Authentication user(ServerRequest request) {
		Authentication user = UserRoutes.user(request);
		if (user instanceof CliTokenAuthentication) {
			throw WireException.forbidden("A CLI token cannot review, confirm or reject a login");
		}
		return user;
	}

	static String id(ServerRequest request) {
		return Optional.of(request.pathVariable("id")).filter(DeviceCode::isHex).orElseThrow(ReviewEndpoint::notFound);
	}

	private static WireException notFound() {
		return WireException.invalidRequest(HttpStatus.NOT_FOUND, "The login is unknown");
	}

	private ServerResponse decided(ServerRequest request, DecisionResult result) {
		if (result instanceof DecisionResult.Decided decided) {
			WireResponse view = view(request, decided.login(), ChoiceMembers.of(decided.login().choices()));
			return ReturnMembers.addCode(view, decided.login(), decided.returnCode()).toResponse();
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
		if (result instanceof DecisionResult.InvalidChoice) {
			throw new WireException(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_choice",
					"choices must contain the ID of an offered option for each group; the login is still pending");
		}
		if (result instanceof DecisionResult.ChoicesUnavailable) {
			throw WireException.unavailable(
					"The choices could not be loaded; the login is still pending: try again later", RETRY_AFTER);
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

	private WireResponse view(ServerRequest request, CliLogin login, @Nullable List<Map<String, Object>> choices) {
		return LoginResponse.of(login, choices, this.services.all().settings(), this.clock.instant(),
				request.servletRequest());
	}

}
