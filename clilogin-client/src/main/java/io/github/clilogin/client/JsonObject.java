package io.github.clilogin.client;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Contains the members of a JSON object. A member of an unexpected type counts as absent.
 */
record JsonObject(Map<String, Object> members) {

	private static final double MAX_SECONDS = Duration.ofDays(36_500).toSeconds();

	@Nullable String string(String name) {
		return (this.members.get(name) instanceof String text && !text.isEmpty()) ? text : null;
	}

	/** Returns whole seconds, rounded up, between zero and a hundred years. */
	@Nullable Duration seconds(String name) {
		return (this.members.get(name) instanceof JsonNumber seconds)
				? Duration.ofSeconds((long) Math.ceil(Math.max(0, Math.min(seconds.value(), MAX_SECONDS)))) : null;
	}

	@Nullable JsonObject object(String name) {
		return (this.members.get(name) instanceof JsonObject object) ? object : null;
	}

	@Override
	public String toString() {
		return "JsonObject" + this.members.keySet();
	}

}
