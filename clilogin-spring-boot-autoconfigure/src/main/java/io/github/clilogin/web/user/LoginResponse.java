package io.github.clilogin.web.user;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginSettings;
import io.github.clilogin.internal.MixedAlphabets;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireResponse;

/** Describes a login to a custom front end, with the facts that the page shows. */
final class LoginResponse {

	private LoginResponse() {
	}

	/**
	 * Returns the response with a login.
	 * @param choices the choices, or {@code null} without any
	 * @param browser the request of the browser
	 */
	static WireResponse of(CliLogin login, @Nullable List<Map<String, Object>> choices, CliLoginSettings settings,
			Instant now, HttpServletRequest browser) {
		WireResponse response = WireResponse.ok(WireDialect.JSON_CAMEL)
			.with("id", login.id())
			.with("user_code", login.displayedUserCode())
			.with("status", login.isExpired(now) ? "expired" : login.status().name().toLowerCase(Locale.ROOT))
			.with("flow", login.request().flow().name().toLowerCase(Locale.ROOT));
		addClaims(response, login.request(), settings);
		response.with("scopes", login.request().scopes()).with("choices", choices);
		response.with("proof",
				(login.issuedCredential() != null) ? login.proof().name().toLowerCase(Locale.ROOT) : null);
		addAddresses(response, login.request(), BrowserAddress.of(browser, login.request()));
		response.with("created_at", login.createdAt().toString()).with("expires_at", login.expiresAt().toString());
		Instant collectBy = login.collectBy();
		response.with("collect_by", (collectBy != null) ? collectBy.toString() : null);
		return ReturnMembers.addMethod(ReturnMembers.addMethods(response, login.request()), login);
	}

	private static void addClaims(WireResponse response, CliLoginRequest asked, CliLoginSettings settings) {
		String client = settings.clientName(asked.clientId());
		response.with("client", client)
			.with("client_mixes_alphabets", MixedAlphabets.areIn(client) ? true : null)
			.with("device_name", asked.deviceName())
			.with("device_name_mixes_alphabets", MixedAlphabets.areIn(asked.deviceName()) ? true : null)
			.with("client_version", asked.clientVersion());
	}

	private static void addAddresses(WireResponse response, CliLoginRequest asked, BrowserAddress browser) {
		response.with("address", asked.remoteAddress())
			.with("address_uncertain", asked.isAddressUncertain())
			.with("browser_address", browser.text())
			.with("browser_address_uncertain", browser.uncertain())
			.with("network", browser.network().name().toLowerCase(Locale.ROOT));
	}

}
