package io.github.clilogin.web.cli;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.web.wire.ParameterName;
import io.github.clilogin.web.wire.WireException;
import io.github.clilogin.web.wire.WireRequest;

/**
 * Contains the methods by which a browser can return a code to the CLI.
 *
 * @param methods the methods, the best first
 * @param port the port on which the CLI listens, or {@code null} if it does not
 */
record ReturnOffer(List<ReturnCode.Method> methods, @Nullable Integer port) {

	private static final ReturnOffer NONE = new ReturnOffer(List.of(), null);

	private static final Pattern PORT = Pattern.compile("[1-9][0-9]{3,4}");

	/**
	 * Reads the methods. Ignores unknown ones, which a newer CLI may send.
	 * @throws WireException if the port is malformed, or missing for a CLI that listens
	 */
	static ReturnOffer read(WireRequest parameters) {
		Set<String> words = new LinkedHashSet<>(
				Arrays.asList(parameters.text(ParameterName.RETURN_METHODS).orElse("").split(" ")));
		List<ReturnCode.Method> methods = words.stream().flatMap((word) -> method(word).stream()).toList();
		Optional<Integer> port = parameters.text(ParameterName.RETURN_PORT).map(ReturnOffer::port);
		if (methods.contains(ReturnCode.Method.LOOPBACK) && port.isEmpty()) {
			throw WireException.invalidRequest("return_methods with loopback requires return_port");
		}
		return new ReturnOffer(methods, port.orElse(null));
	}

	/** Returns no methods if the confirmation page cannot return codes. */
	ReturnOffer onlyIf(boolean deliverable) {
		return deliverable ? this : NONE;
	}

	private static Optional<ReturnCode.Method> method(String word) {
		return Arrays.stream(ReturnCode.Method.values()).filter((method) -> word(method).equals(word)).findFirst();
	}

	private static int port(String text) {
		int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
		if (port < CliLoginRequest.MIN_RETURN_PORT || port > CliLoginRequest.MAX_RETURN_PORT) {
			throw WireException.invalidRequest("return_port must be from " + CliLoginRequest.MIN_RETURN_PORT + " to "
					+ CliLoginRequest.MAX_RETURN_PORT);
		}
		return port;
	}

	/** Returns the methods of which a login demands one, or {@code null} without any. */
	static @Nullable String demanded(CliLoginRequest request) {
		String words = request.returnMethods().stream().map(ReturnOffer::word).collect(Collectors.joining(" "));
		return words.isEmpty() ? null : words;
	}

	private static String word(ReturnCode.Method method) {
		return method.name().toLowerCase(Locale.ROOT);
	}

}
