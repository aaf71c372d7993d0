package io.github.clilogin.web.poll;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.web.poll.PollThrottle.Pace;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireResponse;

/**
 * Represents a poll.
 *
 * @param service the logins of its tenant
 * @param code the device code, or empty if it is malformed
 * @param clientId the client ID, or {@code null}
 * @param returned the parameters about the return code
 * @param arrivedAt the arrival
 * @param dialect the dialect of the request
 * @param responses creates the response
 */
record PollRequest(CliLoginService service, Optional<DeviceCode> code, @Nullable String clientId, PollReturn returned,
		Instant arrivedAt, WireDialect dialect, PollResponses responses) {

	WireResponse response(CollectResult result, Function<String, Pace> throttle) {
		if (result instanceof CollectResult.Pending pending) {
			return pending(pending.login().id(), pending.login().expiresAt(), throttle);
		}
		return uncached((result instanceof CollectResult.ReturnCodeRequired required)
				? this.responses.unreturned(required, throttle.apply(required.login().id()), this.dialect)
				: this.responses.settled(result, this.dialect));
	}

	WireResponse pending(String id, Instant expiresAt, Function<String, Pace> throttle) {
		return uncached(this.responses.pending(expiresAt, throttle.apply(id), this.dialect));
	}

	/** Adds the header that RFC 6749 §5.1 requires beside {@code Cache-Control}. */
	private static WireResponse uncached(WireResponse response) {
		return response.header(HttpHeaders.PRAGMA, "no-cache");
	}

}
