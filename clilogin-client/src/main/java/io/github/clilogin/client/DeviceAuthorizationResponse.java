package io.github.clilogin.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.clilogin.client.CliLoginException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Contains a validated device authorization response (RFC 8628 §3.2). The page has no
 * query.
 */
record DeviceAuthorizationResponse(LoginFlow flow, String deviceCode, String userCode, URI verificationUri,
		@Nullable URI verificationUriComplete, Instant expiresAt, Duration interval, Set<String> returnMethods,
		URI page) {

	private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

	private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

	/** Reads the response of a server that created the device code. */
	static DeviceAuthorizationResponse read(JsonObject json, LinkOrigins origins, Instant now)
			throws CliLoginException {
		URI complete = complete(json, origins);
		return new DeviceAuthorizationResponse((complete != null) ? LoginFlow.CONFIRM : LoginFlow.CODE,
				required(json.string("device_code"), "device_code"), userCode(json), uri(json, origins), complete,
				expiresAt(json, now), interval(json), returnMethods(json), page(json, origins));
	}

	/**
	 * Reads the response of a server that knows only the hash of the client's device
	 * code.
	 */
	static DeviceAuthorizationResponse read(JsonObject json, LinkOrigins origins, Instant now, OwnDeviceCode own)
			throws CliLoginException {
		URI complete = Objects.requireNonNullElse(complete(json, origins), uri(json, origins));
		Set<String> returnMethods = returnMethods(json);
		boolean isProven = !returnMethods.isEmpty();
		String id = isProven ? LoginId.proven(own.challenge()) : own.challenge();
		if (json.string("device_code") != null || !belongsTo(complete, id)) {
			throw new CliLoginException(Reason.PROTOCOL,
					"The server's link does not belong to this login and was not opened. Log in with another flow.");
		}
		return new DeviceAuthorizationResponse(LoginFlow.BROWSER, (isProven ? LoginId.PREFIX : "") + own.text(),
				userCode(json), uri(json, origins), complete, expiresAt(json, now), interval(json), returnMethods,
				page(json, origins));
	}

	/** Checks that the link confirms this login and no other. */
	private static boolean belongsTo(URI link, String id) {
		String query = Objects.requireNonNullElse(link.getRawQuery(), "");
		return List.of(query.split("&")).contains("state=" + id);
	}

	private static String userCode(JsonObject json) throws CliLoginException {
		return required(PrintableText.of(json.string("user_code")), "user_code");
	}

	private static URI uri(JsonObject json, LinkOrigins origins) throws CliLoginException {
		return origins.checked(required(json.string("verification_uri"), "verification_uri"));
	}

	private static @Nullable URI complete(JsonObject json, LinkOrigins origins) throws CliLoginException {
		String complete = json.string("verification_uri_complete");
		return (complete != null) ? origins.checked(complete) : null;
	}

	/** Returns the methods by which the server demands a return code. */
	private static Set<String> returnMethods(JsonObject json) {
		return ScopeList.read(json.string("return_methods"), Set.of());
	}

	/** Returns the confirmation page, below which the server returns the code. */
	private static URI page(JsonObject json, LinkOrigins origins) throws CliLoginException {
		String page = json.string("return_page");
		URI uri = (page != null) ? origins.checked(page) : uri(json, origins);
		return URI.create(uri.toString().replaceFirst("[?#].*", ""));
	}

	private static Instant expiresAt(JsonObject json, Instant now) throws CliLoginException {
		return now.plus(required(json.seconds("expires_in"), "expires_in"));
	}

	private static Duration interval(JsonObject json) {
		Duration interval = Objects.requireNonNullElse(json.seconds("interval"), DEFAULT_INTERVAL);
		return interval.isZero() ? MIN_INTERVAL : interval;
	}

	private static <T> T required(@Nullable T value, String name) throws CliLoginException {
		if (value == null) {
			throw new CliLoginException(Reason.PROTOCOL,
					"The server's response is incomplete (no " + name + "). Check the server's address.");
		}
		return value;
	}

	@Override
	public String toString() {
		return "DeviceAuthorizationResponse[deviceCode=***, userCode=" + this.userCode + "]";
	}

}
