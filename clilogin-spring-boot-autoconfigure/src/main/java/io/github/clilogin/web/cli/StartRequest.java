package io.github.clilogin.web.cli;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;

import io.github.clilogin.CliLoginChoice;
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

	/** The only method: {@code plain} proves nothing to a reader of the start request. */
	static final String CODE_CHALLENGE_METHOD = "S256";

	private static final int MAX_CHOICES = 10;

	private StartRequest() {
	}

	/** Returns the challenge of RFC 7636, which has a method, or {@code null}. */
	static @Nullable String codeChallenge(WireRequest parameters) {
		Optional<String> method = parameters.text(ParameterName.CODE_CHALLENGE_METHOD);
		if (method.isEmpty()) {
			return null;
		}
		if (!CODE_CHALLENGE_METHOD.equals(method.get())) {
			throw WireException.invalidRequest("code_challenge_method must be " + CODE_CHALLENGE_METHOD);
		}
		if (parameters.text(ParameterName.SEAL_SEED).isPresent()) {
			throw WireException.invalidRequest("seal_seed and code_challenge_method exclude each other");
		}
		return parameters.text(ParameterName.CODE_CHALLENGE)
			.filter(DeviceCode::isCodeChallenge)
			.orElseThrow(() -> WireException
				.invalidRequest("code_challenge_method requires a code_challenge of 43 base64url characters"));
	}

	/** Returns the challenge of the flow BROWSER, or {@code null}. */
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
			throw WireException.invalidRequest(name.snake() + " must be 64 lower-case hex digits"
					+ ((name == ParameterName.CODE_CHALLENGE) ? " unless code_challenge_method is S256" : ""));
		}
		return text;
	}

	/** A CLI that sends no challenge receives its device code in the response. */
	static CliLoginFlow flow(WireRequest parameters, boolean challenged, CliLoginSettings settings) {
		Optional<CliLoginFlow> asked = parameters.text(ParameterName.FLOW).map(StartRequest::flow);
		CliLoginFlow flow = asked.orElseGet(() -> challenged ? CliLoginFlow.BROWSER : defaultFlow(settings));
		if (challenged != (flow == CliLoginFlow.BROWSER)) {
			throw WireException.invalidRequest(parameters.text(ParameterName.CODE_CHALLENGE_METHOD).isPresent()
					? "flow=browser and code_challenge_method exclude each other"
					: "code_challenge and flow=browser require each other");
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

	static CliLoginRequest read(ServerRequest request, WireRequest parameters, CliLoginFlow flow, String tenant,
			ReturnOffer offer) {
		String clientId = parameters.clientId();
		ClientAddress address = ClientAddress.of(request.servletRequest());
		CliLoginRequest asked = CliLoginRequest.builder(flow)
			.tenant(tenant)
			.clientId(clientId)
			.clientVersion(parameters.text(ParameterName.CLIENT_VERSION).orElse(null))
			.deviceName(parameters.text(ParameterName.DEVICE_NAME).orElse(null))
			.scopes(words(parameters.text(ParameterName.SCOPE).orElse("")))
			.choices(choices(parameters.text(ParameterName.CHOICE).orElse("")))
			.returnMethods(offer.methods())
			.returnPort(offer.port())
			.remoteAddress(address.text())
			.addressUncertain(address.uncertain())
			.userAgent(request.headers().firstHeader(HttpHeaders.USER_AGENT))
			.build();
		if (!Objects.equals(asked.clientId(), clientId)) {
			throw WireException.invalidRequest("client_id must be at most 64 printable characters");
		}
		return asked;
	}

	private static Set<String> choices(String choice) {
		Set<String> choices = words(choice);
		if (choices.size() > MAX_CHOICES || !choices.stream().allMatch(CliLoginChoice::isId)) {
			throw WireException.invalidRequest(
					"choice must be at most " + MAX_CHOICES + " IDs of at most 64 characters, separated by spaces");
		}
		return choices;
	}

	private static Set<String> words(String text) {
		Set<String> words = new LinkedHashSet<>(Arrays.asList(text.split(" ")));
		words.remove("");
		return words;
	}

}
