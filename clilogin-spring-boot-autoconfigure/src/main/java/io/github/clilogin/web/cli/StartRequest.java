package io.github.clilogin.web.cli;

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
import io.github.clilogin.web.wire.ClientAddress;
import io.github.clilogin.web.wire.ParameterName;
import io.github.clilogin.web.wire.WireException;
import io.github.clilogin.web.wire.WireRequest;

/** Reads the parameters of a start. */
final class StartRequest {

	private StartRequest() {
	}

	static @Nullable Challenge challenge(WireRequest parameters) {
		Optional<String> hash = hex(parameters, ParameterName.CODE_CHALLENGE);
		Optional<String> seed = hex(parameters, ParameterName.SEAL_SEED);
		if (seed.isPresent() && hash.isEmpty()) {
			throw WireException.invalidRequest("seal_seed requires code_challenge");
		}
		return hash.map((value) -> new Challenge(value, seed.orElse(null))).orElse(null);
	}

	private static Optional<String> hex(WireRequest parameters, ParameterName name) {
		Optional<String> text = parameters.text(name);
		if (text.isPresent() && !DeviceCode.isHex(text.get())) {
			throw WireException.invalidRequest(name.snake() + " must be 64 lower-case hex digits");
		}
		return text;
	}

	/** A CLI that sends no challenge receives its device code in the response. */
	static CliLoginFlow flow(WireRequest parameters, boolean challenged, CliLoginSettings settings) {
		Optional<CliLoginFlow> asked = parameters.text(ParameterName.FLOW).map(StartRequest::flow);
		CliLoginFlow flow = asked.orElseGet(() -> challenged ? CliLoginFlow.BROWSER : defaultFlow(settings));
		if (challenged != (flow == CliLoginFlow.BROWSER)) {
			throw WireException.invalidRequest("code_challenge and flow=browser require each other");
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
			.orElse(CliLoginFlow.BROWSER);
	}

	static CliLoginRequest read(ServerRequest request, WireRequest parameters, CliLoginFlow flow) {
		String clientId = parameters.clientId();
		CliLoginRequest asked = CliLoginRequest.builder(flow)
			.clientId(clientId)
			.clientVersion(parameters.text(ParameterName.CLIENT_VERSION).orElse(null))
			.deviceName(parameters.text(ParameterName.DEVICE_NAME).orElse(null))
			.scopes(scopes(parameters.text(ParameterName.SCOPE).orElse("")))
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
