package io.github.clilogin.web.poll;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.testsupport.TestWaits;
import io.github.clilogin.testsupport.RawConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the proof key of RFC 7636, on the wire.
 */
class CodeVerifierTests {

	/** The verifier of RFC 7636 appendix B. */
	private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

	/** The challenge of RFC 7636 appendix B. */
	private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

	private static final String WRONG = "A".repeat(43);

	private static final String UNKNOWN = "{\"error\":\"invalid_grant\","
			+ "\"error_description\":\"The device code is not known\"}";

	@AutoClose
	private final HostApplication host = ControlledHost.start();

	private final RawResponse device = this.host.wire()
		.form("/clilogin/device", "client_id=acme&code_challenge=" + CHALLENGE + "&code_challenge_method=S256");

	private RawResponse send(String what, String verifier, String... headers) {
		return this.host.wire()
			.form("/clilogin/" + what, Map.of("grant_type", "device_code", "device_code",
					this.device.text("device_code"), "code_verifier", verifier), headers);
	}

	private RawResponse poll(String verifier) {
		return send("token", verifier);
	}

	private RawResponse json(String what, String verifier) {
		return this.host.wire()
			.json("/clilogin/" + what, "{\"deviceCode\":\"" + this.device.text("device_code") + "\",\"codeVerifier\":\""
					+ verifier + "\"}");
	}

	private CliLoginStatus status() {
		return this.host.loginOf(this.device).status();
	}

	@Test
	void theResponseToAStartWithAChallengeIsThatOfAnyStart() {
		assertThat(this.device.status()).isEqualTo(200);
		assertThat(this.device.members()).containsExactly("device_code", "user_code", "verification_uri",
				"verification_uri_complete", "expires_in", "interval");
	}

	@Test
	void theRightVerifierCollectsAndCollectsAgainAfterALostReply() {
		assertThat(poll(VERIFIER).error()).isEqualTo("400 authorization_pending");
		this.host.confirmed(this.device);
		RawResponse answer = poll(VERIFIER);
		assertThat(answer.text("access_token")).startsWith("clt_");
		assertThat(poll(VERIFIER).body()).isEqualTo(answer.body());
		assertThat(this.host.service().authenticate(answer.text("access_token"))).isPresent();
	}

	@Test
	void jsonStartsAndCollectsInCamelCase() {
		RawResponse started = this.host.wire()
			.json("/clilogin/device", "{\"codeChallenge\":\"" + CHALLENGE + "\",\"codeChallengeMethod\":\"S256\"}");
		this.host.confirmed(started);
		String body = "{\"deviceCode\":\"" + started.text("deviceCode") + "\"";
		assertThat(this.host.wire().json("/clilogin/token", body + "}").error()).isEqualTo("400 invalid_request");
		assertThat(this.host.wire().json("/clilogin/status", body + "}").text("status")).isEqualTo("unknown");
		body += ",\"codeVerifier\":\"" + VERIFIER + "\"}";
		assertThat(this.host.wire().json("/clilogin/status", body).text("status")).isEqualTo("confirmed");
		assertThat(this.host.wire().json("/clilogin/token", body).text("accessToken")).startsWith("clt_");
	}

	@Test
	void aMissingOrWrongVerifierIsAnsweredLikeACodeThatWasNeverIssuedInEachState() {
		assertThatNothingIsTold(CliLoginStatus.PENDING);
		this.host.confirmed(this.device);
		assertThatNothingIsTold(CliLoginStatus.CONFIRMED);
		String token = poll(VERIFIER).text("access_token");
		assertThatNothingIsTold(CliLoginStatus.COLLECTED);
		assertThat(poll(VERIFIER).text("access_token")).isEqualTo(token);
		this.host.service().revoke("ann", this.host.loginOf(this.device).id());
		assertThatNothingIsTold(CliLoginStatus.REVOKED);
		assertThat(poll(VERIFIER).error()).isEqualTo("400 access_denied");
	}

	private void assertThatNothingIsTold(CliLoginStatus status) {
		List<CliLoginEvent> before = List.copyOf(this.host.events());
		assertThat(status()).isEqualTo(status);
		for (String verifier : List.of("", WRONG, CHALLENGE, VERIFIER + "A", VERIFIER.substring(1), "é".repeat(43),
				"A".repeat(42), "A".repeat(128), "A".repeat(129), "A".repeat(42) + " ", "A".repeat(42) + "=")) {
			assertThat(poll(verifier).status()).as(verifier).isEqualTo(400);
			assertThat(poll(verifier).body()).as(verifier).isEqualTo(UNKNOWN);
		}
		assertThat(json("token", WRONG).error()).isEqualTo("400 invalid_request");
		assertThat(json("status", WRONG).body()).isEqualTo("{\"status\":\"unknown\"}");
		assertThat(send("cancel", WRONG).body()).isEqualTo("{}");
		assertThat(send("cancel", "").body()).isEqualTo("{}");
		assertThat(status()).isEqualTo(status);
		assertThat(this.host.events()).isEqualTo(before);
		// The limit of unknown device codes
		this.host.clock().advance(Duration.ofMinutes(1));
	}

	@Test
	void aVerifierIsRefusedIfTheLoginHasNoChallenge() {
		RawResponse plain = this.host.confirmed(this.host.wire().form("/clilogin/device", ""));
		String body = "grant_type=device_code&device_code=" + plain.text("device_code");
		assertThat(this.host.wire().form("/clilogin/token", body + "&code_verifier=" + VERIFIER).body())
			.isEqualTo(UNKNOWN);
		assertThat(this.host.wire().form("/clilogin/token", body + "&code_verifier=").status()).isEqualTo(200);
	}

	@Test
	void aWrongVerifierNeitherSlowsTheRightOneDownNorEndsItsWait() {
		CompletableFuture<RawResponse> waiting = RawConnection.async(() -> send("token", VERIFIER, "Prefer: wait=25"));
		TestWaits.await("a waiting poll").until(() -> this.host.bean(WaitingPolls.class).size() == 1);
		for (int i = 0; i < 3; i++) {
			this.host.clock().advance(Duration.ofSeconds(2));
			assertThat(send("token", WRONG, "Prefer: wait=25").body()).isEqualTo(UNKNOWN);
		}
		assertThat(waiting).isNotDone();
		this.host.service().confirm(this.host.loginOf(this.device).id(), TestUsers.account("ann"));
		assertThat(waiting.join().status()).isEqualTo(200);
	}

	@Test
	void aMalformedVerifierDoesNotReadTheStore() {
		int reads = this.host.store().reads();
		assertThat(poll("A".repeat(42)).body()).isEqualTo(UNKNOWN);
		assertThat(this.host.store().reads()).isEqualTo(reads);
	}

	@Test
	void wrongVerifiersAreLimitedLikeUnknownDeviceCodes() {
		for (int i = 0; i < 60; i++) {
			assertThat(poll(WRONG).body()).isEqualTo(UNKNOWN);
		}
		assertThat(poll(WRONG).error()).isEqualTo("429 temporarily_unavailable");
		assertThat(poll(VERIFIER).error()).isEqualTo("400 authorization_pending");
	}

	@Test
	void theRightVerifierCancels() {
		assertThat(send("cancel", VERIFIER).body()).isEqualTo("{}");
		assertThat(status()).isEqualTo(CliLoginStatus.CANCELLED);
		assertThat(poll(VERIFIER).error()).isEqualTo("400 expired_token");
	}

	@Test
	void aVerifierInTheUrlIsRefused() {
		assertThat(this.host.wire().form("/clilogin/token?code_verifier=" + VERIFIER, "").text("error_description"))
			.isEqualTo("code_verifier must be in the body, not in the URL");
	}

}
