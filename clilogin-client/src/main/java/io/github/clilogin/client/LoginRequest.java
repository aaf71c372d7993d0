package io.github.clilogin.client;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the tool says about itself and asks for.
 */
record LoginRequest(@Nullable String clientId, @Nullable String clientVersion, @Nullable String deviceName,
		Set<String> scopes, @Nullable CliLoginFlow flow) {

	Form form() {
		return new Form().with("client_id", this.clientId)
			.with("scope", String.join(" ", this.scopes))
			.with("flow", (this.flow != null) ? this.flow.wireName() : null)
			.with("device_name", this.deviceName)
			.with("client_version", this.clientVersion);
	}

}
