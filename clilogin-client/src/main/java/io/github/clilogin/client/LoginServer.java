package io.github.clilogin.client;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

import io.github.clilogin.client.CliLoginException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The server as a login sees it: one method per request. Thread-safe.
 */
final class LoginServer {

	private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

	private static final Duration TIME_OUT = Duration.ofSeconds(10);

	// A person has just pressed Ctrl-C and wants the prompt back
	private static final Duration CANCEL_TIME_OUT = Duration.ofSeconds(2);

	private static final SecureRandom RANDOM = new SecureRandom();

	private final FormPoster poster = new FormPoster();

	private final Origin origin;

	private final Endpoints endpoints;

	private final LoginRequest request;

	private final Clock clock;

	LoginServer(Origin origin, Endpoints endpoints, LoginRequest request, Clock clock) {
		this.origin = origin;
		this.endpoints = endpoints;
		this.request = request;
		this.clock = clock;
	}

	/** Starts a login with the first of these flows that the server has. */
	DeviceAnswer start(List<CliLoginFlow> flows) throws CliLoginException, InterruptedException {
		Iterator<CliLoginFlow> rest = flows.iterator();
		while (true) {
			CliLoginFlow flow = rest.next();
			OwnDeviceCode own = (flow == CliLoginFlow.BROWSER) ? OwnDeviceCode.draw(RANDOM) : null;
			Answer answer = ask(this.endpoints.device(), this.request.form(flow, own));
			JsonObject json = answer.json();
			if (answer.isSuccess() && json != null) {
				Instant now = this.clock.instant();
				return (own != null) ? DeviceAnswer.read(json, this.origin, now, own)
						: DeviceAnswer.read(json, this.origin, now);
			}
			if (!rest.hasNext() || !isNotEnabled(answer, json)) {
				throw refused(answer, json);
			}
		}
	}

	/** There is no error code for a flow that the server knows and does not want. */
	private static boolean isNotEnabled(Answer answer, @Nullable JsonObject json) {
		return answer.status() == 400 && json != null && "invalid_request".equals(json.string("error"));
	}

	PollResult poll(String deviceCode) throws InterruptedException {
		Form form = new Form().with("grant_type", GRANT_TYPE)
			.with("device_code", deviceCode)
			.with("client_id", this.request.clientId());
		try {
			Answer answer = this.poster.post(this.endpoints.token(), form, TIME_OUT);
			return new TokenAnswer(answer, this.clock, this.request.scopes()).read();
		}
		catch (IOException ex) {
			return new PollResult.Failed(String.valueOf(ex.getMessage()), null);
		}
	}

	/** Tells the server, if it can be told: an unheard login expires anyway. */
	void cancel(String deviceCode) throws InterruptedException {
		if (this.endpoints.cancel() == null) {
			return;
		}
		Form form = new Form().with("device_code", deviceCode).with("client_id", this.request.clientId());
		try {
			this.poster.post(this.endpoints.cancel(), form, CANCEL_TIME_OUT);
		}
		catch (IOException ex) {
			// Nothing to cure and nobody to tell
		}
	}

	boolean revoke(String accessToken) throws CliLoginException, InterruptedException {
		if (this.endpoints.revoke() == null) {
			return false;
		}
		Form form = new Form().with("token", accessToken).with("client_id", this.request.clientId());
		Answer answer = ask(this.endpoints.revoke(), form);
		if (!answer.isSuccess()) {
			throw refused(answer, answer.json());
		}
		return true;
	}

	private Answer ask(URI endpoint, Form form) throws CliLoginException, InterruptedException {
		try {
			return this.poster.post(endpoint, form, TIME_OUT);
		}
		catch (IOException ex) {
			throw new CliLoginException(Reason.UNREACHABLE,
					"The server " + this.origin + " cannot be reached (" + ex.getMessage() + "). Try again later.");
		}
	}

	private CliLoginException refused(Answer answer, @Nullable JsonObject json) {
		String error = (json != null) ? json.string("error") : null;
		if (answer.isTemporary() && answer.status() / 100 != 3) {
			Duration retryAfter = answer.retryAfter(this.clock);
			String when = (retryAfter != null) ? "in " + Math.max(1, retryAfter.toSeconds()) + " s" : "later";
			return new CliLoginException(Reason.UNREACHABLE,
					"The server " + this.origin + " is busy (HTTP " + answer.status() + "). Try again " + when + ".");
		}
		return new CliLoginException(Reason.PROTOCOL,
				(json != null && error != null) ? TokenAnswer.refusal(json, error)
						: this.origin + " does not answer like a login server (HTTP " + answer.status()
								+ "). Check the server's address.");
	}

}
