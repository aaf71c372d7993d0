package io.github.clilogin.client;

import org.jspecify.annotations.Nullable;

/**
 * Reads the response to a native poll, which is 200 with a status in every state.
 */
record StatusResponse(HttpAnswer answer, TokenResponse fallback) {

	PollResult read() {
		JsonObject json = this.answer.isSuccess() ? this.answer.json() : null;
		String status = (json != null) ? json.string("status") : null;
		return (json != null && status != null) ? read(json, status) : this.fallback.read();
	}

	private PollResult read(JsonObject json, String status) {
		return switch (status) {
			case "pending" -> new PollResult.Pending(json.seconds("interval"), json.seconds("expires_in"),
					this.answer.wasHeld(), returnMethod(json));
			case "confirmed" -> confirmed(json.object("credentials"));
			case "rejected" -> new PollResult.Ended(TokenResponse.rejected(PrintableText.of(json.string("message"))));
			case "expired" -> new PollResult.Ended(TokenResponse.expired());
			case "unknown" -> new PollResult.Unknown();
			default ->
				TokenResponse.protocol("The server's response has an unknown status. Update this command-line tool.");
		};
	}

	/** Reads both spellings: the server answers a form in that of OAuth. */
	private static @Nullable String returnMethod(JsonObject json) {
		String method = json.string("return_method");
		return (method != null) ? method : json.string("returnMethod");
	}

	private PollResult confirmed(@Nullable JsonObject credentials) {
		return (credentials != null) ? this.fallback.granted(credentials) : TokenResponse
			.protocol("The server's response is incomplete (no credentials). Check the server's address.");
	}

}
