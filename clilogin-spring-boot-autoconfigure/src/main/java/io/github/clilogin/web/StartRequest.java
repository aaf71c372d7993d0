package io.github.clilogin.web;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginSettings;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.DeviceCode.Challenge;

/**
 * Reads what a command line asks for when it starts a login.
 */
final class StartRequest {

	private StartRequest() {
	}

	static @Nullable Challenge challenge(Parameters parameters) {
		Optional<String> hash = hex(parameters, Name.CODE_CHALLENGE);
		Optional<String> seed = hex(parameters, Name.SEAL_SEED);
		if (seed.isPresent() && hash.isEmpty()) {
			throw WireException.invalidRequest("seal_seed goes with code_challenge only");
		}
		return hash.map((value) -> new Challenge(value, seed.orElse(null))).orElse(null);
	}

	private static Optional<String> hex(Parameters parameters, Name name) {
		Optional<String> text = parameters.text(name);
		if (text.isPresent() && !DeviceCode.isHex(text.get())) {
			throw WireException.invalidRequest(name.snake() + " must be 64 lower-case hex digits");
		}
		return text;
	}

	/** Only who keeps the device code may go without one in the answer, and must. */
	static CliLoginFlow flow(Parameters parameters, boolean challenged, CliLoginSettings settings) {
		Optional<CliLoginFlow> asked = parameters.text(Name.FLOW).map(StartRequest::flow);
		CliLoginFlow flow = asked.orElseGet(() -> challenged ? CliLoginFlow.BROWSER : defaultFlow(settings));
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

	private static CliLoginFlow defaultFlow(CliLoginSettings settings) {
		return settings.flows()
			.stream()
			.filter((flow) -> flow != CliLoginFlow.BROWSER)
			.findFirst()
			.orElseGet(settings::defaultFlow);
	}

	static CliLoginRequest read(ServerRequest request, Parameters parameters, CliLoginFlow flow) {
		String clientId = ClientId.of(request, parameters);
		CliLoginRequest asked = CliLoginRequest.builder(flow)
			.clientId(clientId)
			.clientVersion(parameters.textOrNull(Name.CLIENT_VERSION))
			.deviceName(parameters.textOrNull(Name.DEVICE_NAME))
			.scopes(scopes(parameters.text(Name.SCOPE).orElse("")))
			.remoteAddress(ClientAddress.of(request.servletRequest()))
			.userAgent(request.headers().firstHeader(HttpHeaders.USER_AGENT))
			.build();
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

}
