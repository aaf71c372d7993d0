package io.github.clilogin.client;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the tool says about itself and asks for.
 */
record LoginRequest(@Nullable String clientId, @Nullable String clientVersion, @Nullable String deviceName,
		Set<String> scopes, CliLoginFlow flow) {

	/** The flows to ask for, the best first; in AUTO the server may choose. */
	List<CliLoginFlow> flows(boolean serverHasBrowserFlow, boolean browserIsReachable) {
		if (this.flow != CliLoginFlow.AUTO || !serverHasBrowserFlow) {
			return List.of(this.flow);
		}
		return browserIsReachable ? List.of(CliLoginFlow.BROWSER, CliLoginFlow.AUTO)
				: List.of(CliLoginFlow.AUTO, CliLoginFlow.BROWSER);
	}

	LoginRequest withScopes(Set<String> scopes) {
		return new LoginRequest(this.clientId, this.clientVersion, this.deviceName, scopes, this.flow);
	}

	Form form(CliLoginFlow flow, @Nullable OwnDeviceCode own) {
		return new Form().with("client_id", this.clientId)
			.with("scope", String.join(" ", this.scopes))
			.with("flow", (flow != CliLoginFlow.AUTO) ? flow.name().toLowerCase(Locale.ROOT) : null)
			.with("device_name", this.deviceName)
			.with("client_version", this.clientVersion)
			.with("code_challenge", (own != null) ? own.challenge() : null)
			.with("seal_seed", (own != null) ? own.sealSeed() : null);
	}

}
