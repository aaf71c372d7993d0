package io.github.clilogin.conformance;

import java.util.function.Predicate;

/**
 * Sees the exchanges of one login. A client that an earlier test stopped may still have a
 * poll on its way, so each exchange is matched by the device code of the login.
 *
 * @param wire the tap of the server
 * @param deviceCode the device code, which every poll of the login carries
 */
record LoginTap(WireTap wire, String deviceCode) {

	private static final String[] DEVICE_CODE = { "device_code", "deviceCode" };

	private static final String[] TOKEN = { "access_token", "accessToken" };

	/** Finds a login by the user code in the answer that started it. */
	static LoginTap of(WireTap wire, String userCode) {
		Exchange start = wire.await("starts the login " + userCode, (exchange) -> exchange.isAnswered(userCode)
				&& new JsonText(exchange.answer()).find(DEVICE_CODE).isPresent());
		return new LoginTap(wire, new JsonText(start.answer()).get(DEVICE_CODE));
	}

	/** Waits for a poll of this login. */
	Exchange awaitPoll(String what, Predicate<Exchange> wanted) {
		return this.wire.await(what, (exchange) -> exchange.body().contains(this.deviceCode) && wanted.test(exchange));
	}

	/** Waits for an API call with the token of this login and returns the token. */
	String awaitApiCall() {
		Exchange collected = awaitPoll("collects a token",
				(poll) -> new JsonText(poll.answer()).find(TOKEN).isPresent());
		String token = new JsonText(collected.answer()).get(TOKEN);
		this.wire.await("calls the API with the token", (exchange) -> exchange.path().equals(SampleServer.API)
				&& exchange.status() == 200 && ("Bearer " + token).equals(exchange.authorization()));
		return token;
	}

}
