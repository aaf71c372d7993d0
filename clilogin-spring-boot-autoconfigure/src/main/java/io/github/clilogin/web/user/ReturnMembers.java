package io.github.clilogin.web.user;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.web.wire.WireResponse;

/** Adds a return code to the response for the browser of the user who confirmed. */
final class ReturnMembers {

	private ReturnMembers() {
	}

	/** Adds the method that the login waits for, without the code. */
	static WireResponse addMethod(WireResponse response, CliLogin login) {
		return addMethod(response, login.returnMethod());
	}

	private static WireResponse addMethod(WireResponse response, ReturnCode.@Nullable Method method) {
		return response.with("return_method", (method != null) ? method.name().toLowerCase(Locale.ROOT) : null);
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

	/** Returns the response with a code that the user must type. */
	static WireResponse typed(WireResponse response, ReturnCode code) {
		return addMethod(response, code.method()).with("return_code", code.value());
	}

}
