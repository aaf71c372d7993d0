package io.github.clilogin.client;

import java.net.URI;
import java.time.Clock;
import java.util.List;

import io.github.clilogin.client.CliLoginException.Reason;

/**
 * Finds the endpoints of a server in its metadata, which RFC 8414 allows at three
 * addresses.
 */
final class EndpointDiscovery {

	private static final String METADATA_PATH = "/.well-known/oauth-authorization-server";

	private final HttpSender http = new HttpSender();

	private final URI issuer;

	private final String base;

	private final UnreachableServer unreachable;

	EndpointDiscovery(URI issuer) {
		this.issuer = issuer;
		this.base = SecureOrigin.baseOf(issuer);
		this.unreachable = new UnreachableServer(this.base);
	}

	ServerEndpoints endpoints() throws CliLoginException, InterruptedException {
		String origin = SecureOrigin.of(this.issuer).toString();
		String path = this.base.substring(origin.length());
		boolean isPortal = true;
		for (String place : List.of(origin + METADATA_PATH + path, this.base + METADATA_PATH,
				this.base + "/.well-known/openid-configuration")) {
			HttpAnswer answer = answer(URI.create(place));
			JsonObject document = answer.isSuccess() ? answer.json() : null;
			if (document != null && isForIssuer(document)) {
				return endpoints(document);
			}
			isPortal &= answer.isRedirect();
		}
		throw isPortal ? this.unreachable.redirects() : new CliLoginException(Reason.PROTOCOL,
				this.base + " does not publish metadata for this address. Check the server's address.");
	}

	private HttpAnswer answer(URI place) throws CliLoginException, InterruptedException {
		try {
			HttpAnswer answer = this.http.get(place, HttpSender.REQUEST_TIMEOUT);
			if (answer.isBusy()) {
				throw this.unreachable.busy(answer, Clock.systemUTC());
			}
			return answer;
		}
		catch (NoAnswerException ex) {
			throw this.unreachable.noAnswer(ex);
		}
	}

	/** Refuses metadata of another issuer, which could name any endpoint. */
	private boolean isForIssuer(JsonObject document) {
		String issuer = document.string("issuer");
		return issuer != null && (issuer.equals(this.issuer.toString()) || issuer.equals(this.base));
	}

	ServerEndpoints endpoints(JsonObject document) throws CliLoginException {
		String device = document.string("device_authorization_endpoint");
		String token = document.string("token_endpoint");
		String revoke = document.string("revocation_endpoint");
		if (device == null || token == null) {
			throw new CliLoginException(Reason.PROTOCOL,
					this.base + " does not support logins from the command line (no device_authorization_endpoint).");
		}
		try {
			return new ServerEndpoints(address(device), address(token), null, null,
					(revoke != null) ? address(revoke) : null);
		}
		catch (IllegalArgumentException ex) {
			throw new CliLoginException(Reason.PROTOCOL,
					this.base + " publishes an endpoint without https, to which secrets are not sent.");
		}
	}

	/** Refuses http endpoints of an https server. */
	private URI address(String text) {
		URI address = URI.create(text);
		if (this.base.startsWith("https:") && !"https".equalsIgnoreCase(address.getScheme())) {
			throw new IllegalArgumentException();
		}
		return address;
	}

}
