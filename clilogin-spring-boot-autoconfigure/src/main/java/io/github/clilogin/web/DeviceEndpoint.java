package io.github.clilogin.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.github.clilogin.Challenge;
import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.StartResult;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Starts a login (RFC 8628 §3.1).
 */
final class DeviceEndpoint {

	private final CliLoginService service;

	private final CliLoginWebSettings settings;

	private final VerificationUris uris;

	DeviceEndpoint(CliLoginService service, CliLoginWebSettings settings) {
		this.service = service;
		this.settings = settings;
		this.uris = new VerificationUris(settings);
	}

	ServerResponse start(ServerRequest request) throws IOException {
		Parameters parameters = RequestReader.read(request);
		Challenge challenge = parameters.text(Name.CODE_CHALLENGE).map(DeviceEndpoint::challenge).orElse(null);
		CliLoginRequest asked = asked(request, parameters, flow(parameters, challenge != null));
		StartResult result = this.service.start(asked, challenge);
		if (result instanceof StartResult.Started started) {
			return started(started.login(), started.code(), parameters.dialect(), request);
		}
		throw refusal(result, request);
	}

	private static Challenge challenge(String hash) {
		try {
			return new Challenge(hash);
		}
		catch (IllegalArgumentException ex) {
			throw WireException.invalidRequest("code_challenge must be 64 lower-case hex digits");
		}
	}

	private CliLoginFlow flow(Parameters parameters, boolean challenged) {
		Optional<CliLoginFlow> asked = parameters.text(Name.FLOW).map(DeviceEndpoint::flow);
		CliLoginFlow flow = asked.orElseGet(() -> challenged ? CliLoginFlow.BROWSER : defaultFlow());
		if (challenged != (flow == CliLoginFlow.BROWSER)) {
			throw WireException.invalidRequest("code_challenge and the flow browser go together");
		}
		return flow;
	}

	private static CliLoginFlow flow(String name) {
		return switch (name) {
			case "confirm" -> CliLoginFlow.CONFIRM;
			case "code" -> CliLoginFlow.CODE;
			case "browser" -> CliLoginFlow.BROWSER;
			default -> throw WireException.invalidRequest("flow must be confirm, code or browser");
		};
	}

	private CliLoginFlow defaultFlow() {
		return this.service.settings()
			.flows()
			.stream()
			.filter((flow) -> flow != CliLoginFlow.BROWSER)
			.findFirst()
			.orElseGet(this.service.settings()::defaultFlow);
	}

	private static CliLoginRequest asked(ServerRequest request, Parameters parameters, CliLoginFlow flow) {
		String clientId = ClientId.of(request, parameters);
		CliLoginRequest asked = new CliLoginRequest(flow, clientId, parameters.textOrNull(Name.CLIENT_VERSION),
				parameters.textOrNull(Name.DEVICE_NAME), scopes(parameters.text(Name.SCOPE).orElse("")),
				ClientAddress.of(request.servletRequest()), request.headers().firstHeader(HttpHeaders.USER_AGENT));
		if (!Objects.equals(asked.clientId(), clientId)) {
			throw WireException.invalidRequest("client_id must be at most 64 printable characters");
		}
		return asked;
	}

	private static Set<String> scopes(String scope) {
		Set<String> scopes = new LinkedHashSet<>(Arrays.asList(scope.split(" ")));
		scopes.remove("");
		return scopes;
	}

	private ServerResponse started(CliLogin login, @Nullable DeviceCode code, Dialect dialect, ServerRequest request) {
		return Answer.ok(dialect)
			.with("device_code", (code != null) ? code.value() : null)
			.with("user_code", login.displayedUserCode())
			.with("verification_uri", this.uris.plain(login, request))
			.with("verification_uri_complete", this.uris.complete(login, request))
			.with("expires_in", this.settings.secondsUntil(login.expiresAt()))
			.with("interval", this.settings.interval().toSeconds())
			.toResponse();
	}

	private static WireException refusal(StartResult result, ServerRequest request) {
		if (result instanceof StartResult.Full full) {
			return WireException.unavailable("Too many logins are waiting: try again later", full.retryAfter());
		}
		if (result instanceof StartResult.ClientNotAllowed) {
			return invalidClient(ClientId.isAuthenticating(request));
		}
		if (result instanceof StartResult.UnknownScope) {
			return new WireException(HttpStatus.BAD_REQUEST, "invalid_scope", "The scope is not known here");
		}
		return WireException.invalidRequest((result instanceof StartResult.ChallengeUsed)
				? "code_challenge was used before" : "The flow is not enabled");
	}

	private static WireException invalidClient(boolean authenticating) {
		String description = "The client is not known here";
		return authenticating
				? new WireException(HttpStatus.UNAUTHORIZED, "invalid_client", description,
						new WireException.Header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"clilogin\""))
				: new WireException(HttpStatus.BAD_REQUEST, "invalid_client", description);
	}

}
