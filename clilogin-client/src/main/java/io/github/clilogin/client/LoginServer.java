package io.github.clilogin.client;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.clilogin.client.CliLoginException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of a login, one method per endpoint. Thread-safe.
 */
final class LoginServer {

	private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

	private static final SecureRandom RANDOM = new SecureRandom();

	private final HttpSender http = new HttpSender();

	private final String base;

	private final UnreachableServer unreachable;

	private final LinkOrigins origins;

	private final ServerEndpoints endpoints;

	private final LoginRequest request;

	private final LoginTiming time;

	LoginServer(String base, LinkOrigins origins, ServerEndpoints endpoints, LoginRequest request, LoginTiming time) {
		this.base = base;
		this.unreachable = new UnreachableServer(base);
		this.origins = origins;
		this.endpoints = endpoints;
		this.request = request;
		this.time = time;
	}

	/** Returns the normalized base URI. */
	String base() {
		return this.base;
	}

	@Nullable String clientId() {
		return this.request.clientId();
	}

	Set<String> scopes() {
		return this.request.scopes();
	}

	/** Returns the same server for a login with other scopes. */
	LoginServer withScopes(Set<String> scopes) {
		return new LoginServer(this.base, this.origins, this.endpoints, this.request.withScopes(scopes), this.time);
	}

	/** Starts a login with the first flow that the server has enabled. */
	DeviceAuthorizationResponse start(List<LoginFlow> flows, LoginReturns returns)
			throws CliLoginException, InterruptedException {
		Iterator<LoginFlow> rest = flows.iterator();
		while (true) {
			LoginFlow flow = rest.next();
			OwnDeviceCode own = (flow == LoginFlow.BROWSER) ? OwnDeviceCode.draw(RANDOM) : null;
			HttpAnswer answer = offer(flow, own, returns);
			JsonObject json = answer.json();
			if (answer.isSuccess() && json != null) {
				Instant now = this.time.clock().instant();
				return (own != null) ? DeviceAuthorizationResponse.read(json, this.origins, now, own)
						: DeviceAuthorizationResponse.read(json, this.origins, now);
			}
			if (!rest.hasNext() || !isNotEnabled(answer, json)) {
				throw returns.canAsk() ? refused(answer, json) : refusedOffer(answer, json);
			}
		}
	}

	/**
	 * Offers return methods. Some servers refuse parameters that they do not know, so the
	 * start is repeated without them unless the server is known to be clilogin.
	 */
	private HttpAnswer offer(LoginFlow flow, @Nullable OwnDeviceCode own, LoginReturns returns)
			throws CliLoginException, InterruptedException {
		HttpAnswer answer = ask(this.endpoints.device(), returns.offer(this.request.form(flow, own)));
		boolean isForeign = this.endpoints.status() == null && returns.areOffered();
		return (isForeign && isNotEnabled(answer, answer.json()))
				? ask(this.endpoints.device(), this.request.form(flow, own)) : answer;
	}

	/** Recognizes a disabled flow, for which the protocol has no error code. */
	private static boolean isNotEnabled(HttpAnswer answer, @Nullable JsonObject json) {
		return isError("invalid_request", answer, json);
	}

	private static boolean isError(String error, HttpAnswer answer, @Nullable JsonObject json) {
		return answer.status() == 400 && json != null && error.equals(json.string("error"));
	}

	/**
	 * Sends a poll.
	 * @param closed ends the wait for a response
	 * @param news abandons the request, since a return code has arrived
	 */
	PollResult poll(PollParameters poll, CompletableFuture<?> closed, CompletableFuture<?> news)
			throws InterruptedException {
		URI status = this.endpoints.status();
		FormBody form = new FormBody().with("grant_type", (status == null) ? GRANT_TYPE : null)
			.with("device_code", poll.deviceCode())
			.with("client_id", this.request.clientId())
			.with("return_code", poll.returnCode())
			.with("return_known", poll.isReturnKnown() ? "1" : null);
		try {
			HttpAnswer answer = this.http.poll((status != null) ? status : this.endpoints.token(), form,
					poll.hold().toSeconds(), HttpSender.REQUEST_TIMEOUT, closed, news);
			TokenResponse token = new TokenResponse(answer, this.time.clock(), this.request.scopes());
			return (status != null) ? new StatusResponse(answer, token).read() : token.read();
		}
		catch (NoAnswerException ex) {
			return new PollResult.Failed(String.valueOf(ex.getMessage()), null, false, ex.wasSent());
		}
	}

	/**
	 * Cancels the login, if the server has an endpoint for it. Otherwise the login
	 * expires.
	 */
	void cancel(String deviceCode) throws InterruptedException {
		if (this.endpoints.cancel() != null) {
			tell(this.endpoints.cancel(),
					new FormBody().with("device_code", deviceCode).with("client_id", this.request.clientId()));
		}
	}

	private void tell(URI endpoint, FormBody form) throws InterruptedException {
		try {
			this.http.post(endpoint, form, this.time.cancelTimeout());
		}
		catch (NoAnswerException ex) {
			// A login that cannot be cancelled expires
		}
	}

	/**
	 * Revokes credentials that arrived after the login was closed, if the server has an
	 * endpoint for it.
	 */
	void discard(String accessToken) throws InterruptedException {
		if (this.endpoints.revoke() != null) {
			tell(this.endpoints.revoke(), revocation(accessToken));
		}
	}

	boolean revoke(String accessToken) throws CliLoginException, InterruptedException {
		if (this.endpoints.revoke() == null) {
			return false;
		}
		HttpAnswer answer = ask(this.endpoints.revoke(), revocation(accessToken));
		JsonObject json = answer.json();
		if (answer.isSuccess() ? answer.isPage() : json == null && !answer.isTemporary()) {
			// A proxy answered, so the credentials may still be valid
			throw new CliLoginException(Reason.UNREACHABLE, notALoginServer(answer));
		}
		if (!answer.isSuccess()) {
			throw refused(answer, json);
		}
		return true;
	}

	private FormBody revocation(String accessToken) {
		return new FormBody().with("token", accessToken).with("client_id", this.request.clientId());
	}

	private HttpAnswer ask(URI endpoint, FormBody form) throws CliLoginException, InterruptedException {
		try {
			return this.http.post(endpoint, form, HttpSender.REQUEST_TIMEOUT);
		}
		catch (NoAnswerException ex) {
			throw this.unreachable.noAnswer(ex);
		}
	}

	/**
	 * Explains a refusal that another return method can prevent. A clilogin server sends
	 * {@code unauthorized_client} for no other reason.
	 */
	private CliLoginException refusedOffer(HttpAnswer answer, @Nullable JsonObject json) {
		return (isError("unauthorized_client", answer, json) && this.endpoints.status() != null)
				? new CliLoginException(Reason.RETURN_CODE_UNAVAILABLE, LoginReturns.NO_PROMPT) : refused(answer, json);
	}

	private CliLoginException refused(HttpAnswer answer, @Nullable JsonObject json) {
		if (answer.isBusy()) {
			return this.unreachable.busy(answer, this.time.clock());
		}
		if (answer.isRedirect()) {
			return this.unreachable.redirects();
		}
		String error = (json != null) ? json.string("error") : null;
		return new CliLoginException(Reason.PROTOCOL,
				(json != null && error != null) ? TokenResponse.refusal(json, error) : notALoginServer(answer));
	}

	private String notALoginServer(HttpAnswer answer) {
		return this.base + " is not a login server (HTTP " + answer.status() + "). Check the server's address.";
	}

}
