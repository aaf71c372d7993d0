package io.github.clilogin.samplecli;

import java.util.Objects;

import com.grack.nanojson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A command line that is logged in, as the server lists it.
 *
 * @param id by which it can be ended
 * @param name what it called itself
 * @param createdAt when it logged in
 * @param lastUsedAt when it was last seen, or {@code null} if never
 * @param isCurrent whether it is this one
 */
record ListedLogin(String id, String name, String createdAt, @Nullable String lastUsedAt, boolean isCurrent) {

	static ListedLogin read(JsonObject json) {
		String lastUsedAt = json.getString("lastUsedAt");
		return new ListedLogin(text(json, "tokenId"), text(json, "name"), text(json, "createdAt"),
				(lastUsedAt != null) ? AcmeApi.printable(lastUsedAt) : null, json.getBoolean("current"));
	}

	private static String text(JsonObject json, String name) {
		return AcmeApi.printable(Objects.requireNonNullElse(json.getString(name), "-"));
	}

	JsonObject toJson() {
		return JsonObject.builder()
			.value("id", this.id)
			.value("name", this.name)
			.value("created_at", this.createdAt)
			.value("last_used_at", this.lastUsedAt)
			.value("current", this.isCurrent)
			.done();
	}

}
