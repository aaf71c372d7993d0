package io.github.clilogin.client;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The spelling of a started login that another process shall wait for.
 */
final class SuspendedLogin {

	private SuspendedLogin() {
	}

	static String write(DeviceAnswer device) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("flow", device.flow().name());
		members.put("device_code", device.deviceCode());
		members.put("user_code", device.userCode());
		members.put("verification_uri", device.verificationUri().toString());
		if (device.verificationUriComplete() != null) {
			members.put("verification_uri_complete", device.verificationUriComplete().toString());
		}
		members.put("expires_at", device.expiresAt().toString());
		members.put("interval", new JsonNumber(Long.toString(device.interval().toSeconds())));
		return JsonWriter.write(members);
	}

	static DeviceAnswer read(String text) {
		try {
			JsonObject json = JsonReader.read(text);
			String complete = json.string("verification_uri_complete");
			return new DeviceAnswer(CliLoginFlow.valueOf(required(json.string("flow"))),
					required(json.string("device_code")), required(json.string("user_code")),
					URI.create(required(json.string("verification_uri"))),
					(complete != null) ? URI.create(complete) : null,
					Instant.parse(required(json.string("expires_at"))), required(json.seconds("interval")));
		}
		catch (MalformedJsonException | DateTimeException | IllegalArgumentException ex) {
			// Without the cause, which may quote the secret
			throw new IllegalArgumentException("This is no suspended login");
		}
	}

	private static <T> T required(@Nullable T value) {
		if (value == null) {
			throw new IllegalArgumentException();
		}
		return value;
	}

}
