package io.github.clilogin.web.poll;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CollectResult;
import io.github.clilogin.web.poll.PollThrottle.Pace;
import io.github.clilogin.web.wire.ErrorResponses;
import io.github.clilogin.web.wire.ParameterName;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireException;
import io.github.clilogin.web.wire.WireRequest;
import io.github.clilogin.web.wire.WireRequestReader;
import io.github.clilogin.web.wire.WireResponse;

/** Delivers the credential to a poll (RFC 8628 §3.4). */
public final class TokenEndpoint implements PollResponses {

	static final String WRONG_CODE = "The code is incorrect";

	/** MSAL sends the short name. */
	private static final Set<String> GRANT_TYPES = Set.of(WireRequest.DEVICE_GRANT_TYPE, "device_code");

	private static final Map<WireDialect, byte[]> PENDING = Arrays.stream(WireDialect.values())
		.collect(Collectors.toMap(Function.identity(),
				(dialect) -> error("authorization_pending", "The login is still pending", dialect).body()));

	private final PollHandler polls;

	private final Clock clock;

	public TokenEndpoint(PollHandler polls, Clock clock) {
		this.polls = polls;
		this.clock = clock;
	}

	/**
	 * {@return the credential or an error (RFC 8628 §3.5)}
	 * @param request the request
	 * @throws IOException if the connection failed
	 */
	public ServerResponse collect(ServerRequest request) throws IOException {
		WireRequest parameters = WireRequestReader.read(request);
		checkGrantType(parameters);
		return this.polls.answer(request, parameters, this);
	}

	@Override
	public WireResponse pending(Instant expiresAt, Pace pace, WireDialect dialect) {
		return pace.tooEarly() ? slowDown(pace, dialect)
				: WireResponse.encoded(HttpStatus.BAD_REQUEST, dialect, Objects.requireNonNull(PENDING.get(dialect)));
	}

	@Override
	public WireResponse unreturned(CollectResult.ReturnCodeRequired required, Pace pace, WireDialect dialect) {
		String description = required.wrong() ? WRONG_CODE : "The login is confirmed: send the code from the browser";
		WireResponse response = pace.tooEarly() ? slowDown(pace, dialect)
				: error("authorization_pending", description, dialect);
		return response.with("return_method", method(required)).with("message", required.wrong() ? WRONG_CODE : null);
	}

	static String method(CollectResult.ReturnCodeRequired required) {
		return required.method().name().toLowerCase(Locale.ROOT);
	}

	private static WireResponse slowDown(Pace pace, WireDialect dialect) {
		return error("slow_down", "Polling too often: wait for the interval", dialect).with("interval",
				pace.interval().toSeconds());
	}

	@Override
	public WireResponse settled(CollectResult result, WireDialect dialect) {
		return (result instanceof CollectResult.Collected collected) ? credential(collected, dialect, this.clock)
				: refusal(result, dialect);
	}

	@Override
	public WireResponse failure(RuntimeException failure, WireDialect dialect) {
		return ErrorResponses.answerPoll(failure, dialect);
	}

	private static void checkGrantType(WireRequest parameters) {
		Optional<String> grantType = parameters.text(ParameterName.GRANT_TYPE);
		if (grantType.isEmpty() && parameters.dialect() == WireDialect.FORM) {
			throw WireException.invalidRequest("grant_type is missing");
		}
		if (grantType.isPresent() && !GRANT_TYPES.contains(grantType.get())) {
			throw new WireException(HttpStatus.BAD_REQUEST, "unsupported_grant_type",
					"grant_type must be " + WireRequest.DEVICE_GRANT_TYPE);
		}
	}

	static WireResponse credential(CollectResult.Collected collected, WireDialect dialect, Clock clock) {
		Instant end = collected.expiresAt();
		return WireResponse.ok(dialect)
			.with("access_token", collected.credential())
			.with("token_type", collected.type())
			.with("expires_in", (end != null) ? secondsUntil(end, clock) : null)
			.with("scope", scope(collected.scopes(), dialect))
			.with("account", collected.account());
	}

	/** Truncates the current time, since ends are stored in whole milliseconds. */
	static long secondsUntil(Instant end, Clock clock) {
		return Math.max(0, Duration.between(clock.instant().truncatedTo(ChronoUnit.MILLIS), end).toSeconds());
	}

	/** Octokit fails if {@code scope} is absent. */
	private static @Nullable String scope(Set<String> scopes, WireDialect dialect) {
		return (scopes.isEmpty() && dialect != WireDialect.JSON_SNAKE) ? null : String.join(" ", scopes);
	}

	private static WireResponse refusal(CollectResult result, WireDialect dialect) {
		if (result instanceof CollectResult.Rejected rejected) {
			return denied(rejected.message(), dialect);
		}
		if (result instanceof CollectResult.Expired expired) {
			String message = expired.message();
			String description = (message != null) ? message : "The device code has expired: start a new login";
			return error("expired_token", description, dialect).with("message", message);
		}
		// A form gets the code of RFC 6749 §5.2
		String code = (dialect == WireDialect.FORM) ? "invalid_grant" : "invalid_request";
		return error(code, "The device code is not known", dialect);
	}

	private static WireResponse error(String code, String description, WireDialect dialect) {
		return WireResponse.error(HttpStatus.BAD_REQUEST, code, description, dialect);
	}

	private static WireResponse denied(@Nullable String message, WireDialect dialect) {
		// A form gets the status of RFC 6749 §5.2
		HttpStatus status = (dialect == WireDialect.FORM) ? HttpStatus.BAD_REQUEST : HttpStatus.FORBIDDEN;
		String description = (message != null) ? message : "The login was rejected";
		return WireResponse.error(status, "access_denied", description, dialect).with("message", message);
	}

}
