package io.github.clilogin.client;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.clilogin.client.CliLoginException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Contains a login that another process resumes, and converts it to text.
 *
 * @param server the base URI of the only server that knows the login
 * @param clientId the client ID of the start, or {@code null}
 * @param scopes the requested scopes, since the server may omit them from its response
 * @param device the response of the server
 * @param returnCode the return code that the user typed, or {@code null}
 */
record SuspendedLogin(String server, @Nullable String clientId, Set<String> scopes, DeviceAuthorizationResponse device,
		@Nullable String returnCode) {

	String write() {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("server", this.server);
		if (this.clientId != null) {
			members.put("client_id", this.clientId);
		}
		if (!this.scopes.isEmpty()) {
			members.put("scope", String.join(" ", this.scopes));
		}
		members.put("flow", this.device.flow().name());
		members.put("device_code", this.device.deviceCode());
		members.put("user_code", this.device.userCode());
		members.put("verification_uri", this.device.verificationUri().toString());
		if (this.device.verificationUriComplete() != null) {
			members.put("verification_uri_complete", this.device.verificationUriComplete().toString());
		}
		members.put("expires_at", this.device.expiresAt().toString());
		if (!this.device.returnMethods().isEmpty()) {
			members.put("return_methods", String.join(" ", this.device.returnMethods()));
			members.put("return_page", this.device.page().toString());
		}
		if (this.returnCode != null) {
			members.put("return_code", this.returnCode);
		}
		members.put("interval", new JsonNumber(Long.toString(this.device.interval().toSeconds())));
		return JsonWriter.write(members);
	}

	static SuspendedLogin read(String text) {
		try {
			JsonObject json = JsonReader.read(text);
			return new SuspendedLogin(SecureOrigin.baseOf(URI.create(required(json.string("server")))),
					json.string("client_id"), ScopeList.read(json.string("scope"), Set.of()), device(json),
					json.string("return_code"));
		}
		catch (MalformedJsonException | DateTimeException | IllegalArgumentException ex) {
			// The cause may quote the secret
			throw new IllegalArgumentException("The text is not a suspended login");
		}
	}

	private static DeviceAuthorizationResponse device(JsonObject json) {
		String complete = json.string("verification_uri_complete");
		String page = json.string("return_page");
		String uri = required(json.string("verification_uri"));
		return new DeviceAuthorizationResponse(LoginFlow.valueOf(required(json.string("flow"))),
				required(json.string("device_code")), required(json.string("user_code")), URI.create(uri),
				(complete != null) ? URI.create(complete) : null, Instant.parse(required(json.string("expires_at"))),
				required(json.seconds("interval")), ScopeList.read(json.string("return_methods"), Set.of()),
				URI.create((page != null) ? page : uri));
	}

	/**
	 * Returns the login if server and client ID are the same as at the start. Another
	 * server must not get the device code, which collects the credentials.
	 * @throws CliLoginException if either differs
	 */
	DeviceAuthorizationResponse at(String base, @Nullable String id) throws CliLoginException {
		if (!base.equals(this.server)) {
			throw new CliLoginException(Reason.OTHER_SERVER, "This login was started at " + this.server + ", not at "
					+ base + ". Resume it at the server that started it.");
		}
		if (!Objects.equals(id, this.clientId)) {
			throw new CliLoginException(Reason.OTHER_CLIENT, "This login was started by " + named(this.clientId)
					+ ", not by " + named(id) + ". Resume it with the client that started it.");
		}
		return this.device;
	}

	private static String named(@Nullable String id) {
		return (id != null) ? "the client " + PrintableText.of(id) : "a client without an ID";
	}

	private static <T> T required(@Nullable T value) {
		if (value == null) {
			throw new IllegalArgumentException();
		}
		return value;
	}

}
