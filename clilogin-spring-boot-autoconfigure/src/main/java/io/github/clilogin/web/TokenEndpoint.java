package io.github.clilogin.web;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CollectResult;

/**
 * Answers a poll (RFC 8628 §3.4) and hands the credential over.
 */
final class TokenEndpoint implements Polls.Wording {

	static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

	/** The second one is what MSAL sends. */
	private static final Set<String> GRANT_TYPES = Set.of(GRANT_TYPE, "device_code");

	private static final Map<Dialect, byte[]> PENDING = Arrays.stream(Dialect.values())
		.collect(Collectors.toMap(Function.identity(),
				(dialect) -> error("authorization_pending", "The login is not decided yet", dialect).body()));

	private final Polls polls;

	private final CliLoginWebSettings settings;

	TokenEndpoint(Polls polls, CliLoginWebSettings settings) {
		this.polls = polls;
		this.settings = settings;
	}

	ServerResponse collect(ServerRequest request) throws IOException {
		Parameters parameters = RequestReader.read(request);
		checkGrantType(parameters);
		return this.polls.answer(request, parameters, this);
	}

	@Override
	public Answer pending(Instant expiresAt, PollGate.Pace pace, Dialect dialect) {
		Answer answer = pace.tooEarly()
				? error("slow_down", "Poll less often", dialect).with("interval", pace.interval().toSeconds())
				: Answer.encoded(HttpStatus.BAD_REQUEST, dialect, Objects.requireNonNull(PENDING.get(dialect)));
		return answer.header(HttpHeaders.PRAGMA, "no-cache");
	}

	@Override
	public Answer settled(CollectResult result, Dialect dialect) {
		Answer answer = (result instanceof CollectResult.Collected collected)
				? credential(collected, dialect, this.settings) : refusal(result, dialect);
		return answer.header(HttpHeaders.PRAGMA, "no-cache");
	}

	@Override
	public Answer failure(RuntimeException failure, Dialect dialect) {
		return Failures.answerPoll(failure, dialect);
	}

	private static void checkGrantType(Parameters parameters) {
		Optional<String> grantType = parameters.text(Name.GRANT_TYPE);
		if (grantType.isEmpty() && parameters.dialect().requiresGrantType()) {
			throw WireException.invalidRequest("grant_type is missing");
		}
		if (grantType.isPresent() && !GRANT_TYPES.contains(grantType.get())) {
			throw new WireException(HttpStatus.BAD_REQUEST, "unsupported_grant_type",
					"grant_type must be " + GRANT_TYPE);
		}
	}

	static Answer credential(CollectResult.Collected collected, Dialect dialect, CliLoginWebSettings settings) {
		return Answer.ok(dialect)
			.with("access_token", collected.credential())
			.with("token_type", collected.type())
			.with("expires_in", (collected.expiresAt() != null) ? settings.secondsUntil(collected.expiresAt()) : null)
			.with("scope", scope(collected.scopes(), dialect))
			.with("account", collected.account());
	}

	/** Octokit splits it without a look whether it is there. */
	private static @Nullable String scope(Set<String> scopes, Dialect dialect) {
		return (scopes.isEmpty() && dialect != Dialect.JSON_SNAKE) ? null : String.join(" ", scopes);
	}

	private static Answer refusal(CollectResult result, Dialect dialect) {
		if (result instanceof CollectResult.Rejected rejected) {
			return denied(rejected.message(), dialect);
		}
		return (result instanceof CollectResult.Expired)
				? error("expired_token", "The device code has expired: start again", dialect)
				: error(dialect.unknownDeviceCode(), "The device code is not known", dialect);
	}

	private static Answer error(String code, String description, Dialect dialect) {
		return Answer.error(HttpStatus.BAD_REQUEST, code, description, dialect);
	}

	private static Answer denied(@Nullable String message, Dialect dialect) {
		String description = (message != null) ? message : "The login was rejected";
		return Answer.error(dialect.accessDenied(), "access_denied", description, dialect).with("message", message);
	}

}
