package io.github.clilogin.web.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginProof;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.DeviceCode.Challenge;
import io.github.clilogin.StartResult;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.limit.StoreCallLimit;
import io.github.clilogin.web.wire.TenantServices;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireException;
import io.github.clilogin.web.wire.WireRequest;
import io.github.clilogin.web.wire.WireRequestReader;
import io.github.clilogin.web.wire.WireResponse;

/** Starts a login (RFC 8628 §3.1). */
final class DeviceAuthorizationEndpoint {

	private final TenantServices services;

	private final CliLoginWebSettings settings;

	private final RateLimits limits;

	private final VerificationUris uris;

	/**
	 * Creates the endpoint.
	 * @throws IllegalArgumentException if logins demand a return code that the
	 * confirmation page cannot return
	 */
	DeviceAuthorizationEndpoint(TenantServices services, CliLoginWebSettings settings, RateLimits limits) {
		ReturnDemands.requireDeliverable(services.all().settings(), settings);
		this.services = services;
		this.settings = settings;
		this.limits = limits;
		this.uris = new VerificationUris(settings);
	}

	ServerResponse start(ServerRequest request) throws IOException {
		WireRequest parameters = WireRequestReader.read(request);
		this.limits.start(request.servletRequest());
		Instant arrivedAt = this.settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
		CliLoginService service = this.services.of(request.servletRequest());
		String codeChallenge = StartRequest.codeChallenge(parameters);
		Challenge challenge = (codeChallenge == null) ? StartRequest.challenge(parameters) : null;
		CliLoginFlow flow = StartRequest.flow(parameters, challenge != null, service.settings());
		ReturnOffer offer = ReturnOffer.read(parameters).onlyIf(this.settings.returnCodes());
		CliLoginRequest asked = StartRequest.read(request, parameters, flow, service.tenant(), offer);
		StartResult result = start(service, asked, challenge, codeChallenge);
		if (result instanceof StartResult.Started started) {
			return started(started.login(), started.code(), arrivedAt, parameters.dialect(), request);
		}
		throw refusal(result, parameters.isAuthenticating());
	}

	private StartResult start(CliLoginService service, CliLoginRequest asked, @Nullable Challenge challenge,
			@Nullable String codeChallenge) {
		try (StoreCallLimit.Call call = this.limits.enterStore()) {
			return call.returned((codeChallenge != null) ? service.startWithCodeChallenge(asked, codeChallenge)
					: service.start(asked, challenge));
		}
	}

	/** A repeated start returns an earlier login, which has less time left. */
	private ServerResponse started(CliLogin login, @Nullable DeviceCode code, Instant arrivedAt, WireDialect dialect,
			ServerRequest request) {
		Instant from = login.createdAt().isBefore(arrivedAt) ? arrivedAt : login.createdAt();
		String returnMethods = ReturnOffer.demanded(login.request());
		return WireResponse.ok(dialect)
			.with("device_code", (code != null) ? code.value() : null)
			.with("user_code", login.displayedUserCode())
			.with("verification_uri", this.uris.plain(login, request))
			.with("verification_uri_complete", this.uris.complete(login, request))
			.with("expires_in", Duration.between(from, login.expiresAt()).toSeconds())
			.with("interval", this.settings.interval().toSeconds())
			.with("return_methods", returnMethods)
			.with("return_page", (returnMethods != null) ? this.uris.page(request) : null)
			.toResponse();
	}

	private static WireException refusal(StartResult result, boolean authenticating) {
		if (result instanceof StartResult.Full full) {
			return WireException.unavailable("Too many logins are pending: try again later", full.retryAfter());
		}
		if (result instanceof StartResult.ClientNotAllowed) {
			return WireException.invalidClient(authenticating);
		}
		if (result instanceof StartResult.UnknownScope) {
			return new WireException(HttpStatus.BAD_REQUEST, "invalid_scope", "A requested scope is unknown");
		}
		if (result instanceof StartResult.ScopeRequiresProof refused) {
			return new WireException(HttpStatus.BAD_REQUEST, "invalid_scope", scopeRefusal(refused.proof()));
		}
		if (result instanceof StartResult.ProofRequired) {
			// The client must not use this grant without a return code (RFC 6749 §5.2)
			return new WireException(HttpStatus.BAD_REQUEST, "unauthorized_client",
					"The server demands a return code, but return_methods names none that suffices: update the command-line tool");
		}
		return WireException.invalidRequest((result instanceof StartResult.ChallengeUsed)
				? "code_challenge was already used" : "The flow is not enabled");
	}

	private static String scopeRefusal(CliLoginProof proof) {
		String required = (proof == CliLoginProof.LOOPBACK)
				? "the return method loopback: log in on the machine of the browser"
				: "a return code: update the command-line tool";
		return "The requested scopes require " + required + ". A login without scopes requests all permissions";
	}

}
