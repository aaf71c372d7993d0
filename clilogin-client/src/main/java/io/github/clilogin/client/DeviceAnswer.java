package io.github.clilogin.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.github.clilogin.client.CliLoginException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The server's answer to a started login (RFC 8628 §3.2), checked.
 */
record DeviceAnswer(String deviceCode, String userCode, URI verificationUri, @Nullable URI verificationUriComplete,
		Instant expiresAt, Duration interval) {

	private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

	private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

	static DeviceAnswer read(JsonObject json, Origin origin, Instant now) throws CliLoginException {
		String deviceCode = required(json.string("device_code"), "device_code");
		String userCode = required(PrintableText.of(json.string("user_code")), "user_code");
		String uri = required(json.string("verification_uri"), "verification_uri");
		String complete = json.string("verification_uri_complete");
		Duration lifetime = required(json.seconds("expires_in"), "expires_in");
		Duration interval = Objects.requireNonNullElse(json.seconds("interval"), DEFAULT_INTERVAL);
		return new DeviceAnswer(deviceCode, userCode, onOrigin(uri, origin),
				(complete != null) ? onOrigin(complete, origin) : null, now.plus(lifetime),
				interval.isZero() ? SHORTEST_INTERVAL : interval);
	}

	private static <T> T required(@Nullable T value, String name) throws CliLoginException {
		if (value == null) {
			throw new CliLoginException(Reason.PROTOCOL, "The server's answer lacks " + name + ".");
		}
		return value;
	}

	/** A page elsewhere could ask for the person's password. */
	private static URI onOrigin(String text, Origin origin) throws CliLoginException {
		try {
			// In ASCII, because a host or path of other letters can look like another one
			URI uri = URI.create(URI.create(text).toASCIIString());
			if (Origin.of(uri).equals(origin)) {
				return uri;
			}
		}
		catch (IllegalArgumentException ex) {
			// Not an address at all: no better than a foreign one
		}
		throw new CliLoginException(Reason.PROTOCOL,
				"The server sent a verification URI that does not belong to " + origin + "; it was not opened.");
	}

	@Override
	public String toString() {
		return "DeviceAnswer[deviceCode=***, userCode=" + this.userCode + "]";
	}

}
