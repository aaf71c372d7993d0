package io.github.clilogin.samplecli;

import java.util.Objects;

import com.grack.nanojson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Contains a login as the server lists it.
 *
 * @param id the ID that revokes the login
 * @param name the name of the CLI and its machine
 * @param createdAt the time of the login
 * @param lastUsedAt the time of the last use, or {@code null} if unused
 * @param isCurrent whether this login made the request
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
