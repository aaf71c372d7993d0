package io.github.clilogin.web.user;

import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.web.wire.WireResponse;

/** Adds a return code to the response for the browser of the user who confirmed. */
final class ReturnMembers {

	private ReturnMembers() {
	}

	/** Adds the methods of which the login demands one, if it demands a code. */
	static WireResponse addMethods(WireResponse response, CliLoginRequest request) {
		String words = request.returnMethods().stream().map(ReturnMembers::word).collect(Collectors.joining(" "));
		return response.with("return_methods", words.isEmpty() ? null : words);
	}

	/** Adds the method that the login waits for, without the code. */
	static WireResponse addMethod(WireResponse response, CliLogin login) {
		return addMethod(response, login.returnMethod());
	}

	static WireResponse addMethod(WireResponse response, ReturnCode.@Nullable Method method) {
		return response.with("return_method", (method != null) ? word(method) : null);
	}

	private static String word(ReturnCode.Method method) {
		return method.name().toLowerCase(Locale.ROOT);
	}

	/** Adds the code, and the address to which the browser must send it, if any. */
	static WireResponse addCode(WireResponse response, CliLogin login, @Nullable ReturnCode code) {
		if (code == null) {
			return response;
		}
		boolean sent = code.method() == ReturnCode.Method.LOOPBACK;
		return response.with("return_code", code.value())
			.with("return_url", sent ? ListenerAddress.of(login).url() : null);
	}

}
