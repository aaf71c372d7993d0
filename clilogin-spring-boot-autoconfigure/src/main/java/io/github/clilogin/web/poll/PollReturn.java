package io.github.clilogin.web.poll;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CollectResult;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.web.wire.ParameterName;
import io.github.clilogin.web.wire.WireException;
import io.github.clilogin.web.wire.WireRequest;

/**
 * Contains the parameters of a poll about the return code.
 *
 * @param code the return code, or {@code null} without one
 * @param known whether the CLI knows that it needs a return code
 */
record PollReturn(@Nullable ReturnCode code, boolean known) {

	/**
	 * Reads the parameters.
	 * @throws WireException if one of them is malformed, which costs no miss
	 */
	static PollReturn read(WireRequest parameters) {
		ReturnCode code = parameters.text(ParameterName.RETURN_CODE).map(PollReturn::code).orElse(null);
		Optional<String> known = parameters.text(ParameterName.RETURN_KNOWN);
		if (known.isPresent() && !known.get().equals("1")) {
			throw WireException.invalidRequest("return_known must be 1");
		}
		return new PollReturn(code, known.isPresent());
	}

	private static ReturnCode code(String text) {
		return ReturnCode.parse(text)
			.orElseThrow(() -> WireException
				.invalidRequest("return_code must be six letters like BCD-FGH, or 43 base64url characters"));
	}

	/** Returns the login if a poll with this result can wait for news. */
	Optional<CliLogin> waitingFor(CollectResult result) {
		if (this.known && result instanceof CollectResult.ReturnCodeRequired required) {
			return Optional.of(required.login());
		}
		return (result instanceof CollectResult.Pending pending) ? Optional.of(pending.login()) : Optional.empty();
	}

	/**
	 * Returns whether the poll cannot be too early, since its code was compared, or since
	 * its CLI does not know that it needs one.
	 */
	boolean isAlwaysInTime(CollectResult result) {
		return result instanceof CollectResult.ReturnCodeRequired required
				&& ((this.code != null) ? required.counted() : !this.known);
	}

}
