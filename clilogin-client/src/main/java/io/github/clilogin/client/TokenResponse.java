package io.github.clilogin.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import io.github.clilogin.client.CliLoginException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads the response to a poll (RFC 8628 §3.5).
 */
record TokenResponse(HttpAnswer answer, Clock clock, Set<String> requestedScopes) {

	private static final Set<String> TEMPORARY_ERRORS = Set.of("temporarily_unavailable", "server_error");

	private static final Set<String> KNOWN_ERRORS = Set.of("authorization_pending", "slow_down", "access_denied",
			"expired_token", "invalid_request", "invalid_client", "invalid_grant", "invalid_scope",
			"unauthorized_client", "unsupported_grant_type");

	PollResult read() {
		JsonObject json = this.answer.json();
		String error = (json != null) ? json.string("error") : null;
		if (json != null && error != null && isVerdict(error)) {
			return error(json, error);
		}
		if (json == null || this.answer.isTemporary()) {
			// An HTML page comes from a proxy, with any status
			return failed();
		}
		return this.answer.isSuccess() ? granted(json) : protocol("The server refused the poll with HTTP "
				+ this.answer.status() + ". Check whether a proxy blocks the server.");
	}

	/**
	 * Returns whether the error describes the login. A proxy's error page may be JSON
	 * with an {@code error}, so a temporary status needs an error code of the protocol.
	 */
	private boolean isVerdict(String error) {
		return this.answer.status() < 500 && (!this.answer.isTemporary() || KNOWN_ERRORS.contains(error));
	}

	private PollResult error(JsonObject json, String error) {
		if (TEMPORARY_ERRORS.contains(error)) {
			return failed();
		}
		return switch (error) {
			case "authorization_pending" ->
				new PollResult.Pending(null, null, this.answer.wasHeld(), json.string("return_method"));
			case "slow_down" -> new PollResult.SlowDown(json.seconds("interval"), this.answer.retryAfter(this.clock));
			case "access_denied" -> new PollResult.Ended(rejected(PrintableText.of(json.string("message"))));
			case "expired_token" -> new PollResult.Ended(expired());
			case "invalid_grant" -> new PollResult.Unknown();
			default -> protocol(refusal(json, error));
		};
	}

	PollResult granted(JsonObject json) {
		String accessToken = HeaderText.secret(json.string("access_token"));
		String tokenType = HeaderText.type(json.string("token_type"));
		if (accessToken == null || tokenType == null) {
			return protocol("The server's response is incomplete (no usable access_token or token_type). "
					+ "Check the server's address.");
		}
		Duration lifetime = json.seconds("expires_in");
		Instant expiresAt = (lifetime != null) ? this.clock.instant().plus(lifetime) : null;
		// Without a scope the requested scopes are granted (RFC 6749 §5.1)
		Set<String> scopes = ScopeList.read(json.string("scope"), this.requestedScopes);
		return new PollResult.Granted(
				new Credentials(accessToken, tokenType, expiresAt, scopes, PrintableText.of(json.string("account"))));
	}

	private PollResult failed() {
		String cause = (this.answer.isSuccess()) ? "a web page instead of JSON" : "HTTP " + this.answer.status();
		return new PollResult.Failed(cause, this.answer.retryAfter(this.clock),
				!this.answer.isSuccess() && !this.answer.isTemporary(), true);
	}

	static CliLoginException expired() {
		return new CliLoginException(Reason.EXPIRED, "The login expired before it was confirmed. Log in again.");
	}

	/** Quotes the server's error. */
	static String refusal(JsonObject json, String error) {
		String description = PrintableText.of(json.string("error_description"));
		String code = Objects.requireNonNullElse(PrintableText.of(error), "an error");
		return "The server refused: " + code + ((description != null) ? " (" + description + ")" : "") + ".";
	}

	static CliLoginException rejected(@Nullable String message) {
		return new CliLoginException(Reason.REJECTED,
				"The login was rejected" + ((message != null) ? ": " + message : "."), message, null);
	}

	static PollResult protocol(String sentence) {
		return new PollResult.Ended(new CliLoginException(Reason.PROTOCOL, sentence));
	}

}
