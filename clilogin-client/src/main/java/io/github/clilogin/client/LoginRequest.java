package io.github.clilogin.client;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Contains the parameters of a device authorization request.
 */
record LoginRequest(@Nullable String clientId, @Nullable String clientVersion, @Nullable String deviceName,
		Set<String> scopes, Set<String> choices, LoginFlow flow) {

	/**
	 * Returns the flows to request in order of preference. With AUTO the server chooses,
	 * and BROWSER is for a server that has no other flow.
	 */
	List<LoginFlow> flows(boolean serverHasBrowserFlow) {
		return (this.flow == LoginFlow.AUTO && serverHasBrowserFlow) ? List.of(LoginFlow.AUTO, LoginFlow.BROWSER)
				: List.of(this.flow);
	}

	LoginRequest withScopes(Set<String> scopes) {
		return new LoginRequest(this.clientId, this.clientVersion, this.deviceName, scopes, this.choices, this.flow);
	}

	FormBody form(LoginFlow flow, @Nullable OwnDeviceCode own) {
		return new FormBody().with("client_id", this.clientId)
			.with("scope", String.join(" ", this.scopes))
			.with("choice", String.join(" ", this.choices))
			.with("flow", (flow != LoginFlow.AUTO) ? flow.name().toLowerCase(Locale.ROOT) : null)
			.with("device_name", this.deviceName)
			.with("client_version", this.clientVersion)
			.with("code_challenge", (own != null) ? own.challenge() : null)
			.with("seal_seed", (own != null) ? own.sealSeed() : null);
	}

}
