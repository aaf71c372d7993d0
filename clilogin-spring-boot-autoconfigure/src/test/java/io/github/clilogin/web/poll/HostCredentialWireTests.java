package io.github.clilogin.web.poll;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestMapper;
import io.github.clilogin.testsupport.TestUsers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that credentials of the host are delivered, over HTTP.
 */
class HostCredentialWireTests {

	private static final String DEVICE = "/clilogin/device";

	private static final String TOKEN = "/clilogin/token";

	@AutoClose
	private static final HostApplication host = ControlledHost.start();

	private static int browserLogins;

	@BeforeAll
	static void startHost() {
		host.bean(TestMapper.class).use((user, login) -> CliCredential.of("any credentials"));
	}

	/**
	 * The values that the CLI knows after the start.
	 *
	 * @param login the login
	 * @param code the device code
	 */
	private record Started(CliLogin login, String code) {

		String form() {
			return "grant_type=device_code&device_code=" + this.code;
		}

		String json() {
			return "{\"deviceCode\":\"" + this.code + "\"}";
		}

		Started confirmed() {
			host.service().confirm(this.login.id(), TestUsers.user("ann"));
			return this;
		}

	}

	private static Started start(CliLoginFlow flow) {
		if (flow == CliLoginFlow.BROWSER) {
			byte[] raw = ("a device code of 32 bytes, no " + (10 + browserLogins++))
				.getBytes(StandardCharsets.US_ASCII);
			return start(raw, hmac(raw));
		}
		RawResponse answer = host.wire().form(DEVICE, "flow=" + ((flow == CliLoginFlow.CODE) ? "code" : "confirm"));
		return new Started(host.loginOf(answer), answer.text("device_code"));
	}

	private static Started start(byte[] raw, @Nullable String seed) {
		RawResponse answer = host.wire()
			.json(DEVICE, "{\"codeChallenge\":\"" + sha256(raw) + "\""
					+ ((seed != null) ? ",\"sealSeed\":\"" + seed + "\"" : "") + "}");
		assertThat(answer.status()).isEqualTo(200);
		return new Started(host.loginOf(answer), HexFormat.of().formatHex(raw));
	}

	/** Derives the seed like the guide does. */
	private static String hmac(byte[] raw) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(raw, "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal("clilogin/seal/v1".getBytes(StandardCharsets.US_ASCII)));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String sha256(byte[] raw) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@EnumSource
	void everyFlowIsAnsweredInBothDialectsAndNatively(CliLoginFlow flow) {
		Started started = start(flow).confirmed();
		assertThat(host.wire().form(TOKEN, started.form()).body())
			.isEqualTo("{\"access_token\":\"any credentials\",\"token_type\":\"Bearer\",\"account\":\"ann\"}");
		assertThat(host.wire().json(TOKEN, started.json()).body())
			.isEqualTo("{\"accessToken\":\"any credentials\",\"tokenType\":\"Bearer\",\"account\":\"ann\"}");
		assertThat(host.wire().json("/clilogin/status", started.json()).body())
			.isEqualTo("{\"status\":\"confirmed\",\"credentials\":{\"accessToken\":\"any credentials\","
					+ "\"tokenType\":\"Bearer\",\"account\":\"ann\"}}");
	}

	@Test
	void aLoginConfirmedWithoutAUserHasNoAccount() {
		Started started = start(CliLoginFlow.CONFIRM);
		host.service()
			.confirm(started.login().id(), null,
					CliCredential.of("without a user", "DPoP", host.clock().instant().plusSeconds(90)));
		assertThat(host.wire().form(TOKEN, started.form()).body())
			.isEqualTo("{\"access_token\":\"without a user\",\"token_type\":\"DPoP\",\"expires_in\":90}");
	}

	@Test
	void aCredentialIsSentAgainForAMinuteAndThenUnknown() {
		Started started = start(CliLoginFlow.CONFIRM).confirmed();
		String first = host.wire().form(TOKEN, started.form()).body();
		assertThat(host.wire().form(TOKEN, started.form()).body()).isEqualTo(first);
		host.clock().advance(Duration.ofMinutes(1));
		assertThat(host.wire().form(TOKEN, started.form()).error()).isEqualTo("400 invalid_grant");
	}

	@Test
	void aBrowserLoginWithoutASealSeedIsRefusedAndTheErrorNamesIt() {
		Started started = start("32 bytes, which no seed goes with".substring(0, 32).getBytes(), null).confirmed();
		RawResponse answer = host.wire().json(TOKEN, started.json());
		assertThat(answer.error()).isEqualTo("403 access_denied");
		assertThat(answer.text("message")).startsWith("The command-line tool sent no seal_seed")
			.isEqualTo(answer.text("errorDescription"));
	}

	@Test
	void aSealSeedOfAnotherCodeIsRefusedAtTheFirstPoll() {
		byte[] raw = "32 bytes with the seed of others".getBytes(StandardCharsets.US_ASCII);
		Started started = start(raw, "5e".repeat(32)).confirmed();
		RawResponse answer = host.wire().form(TOKEN, started.form());
		assertThat(answer.error()).isEqualTo("400 access_denied");
		assertThat(answer.text("message")).contains("sent a seal_seed that does not match");
	}

	@Test
	void aSealSeedIsExactly64LowerCaseHexDigits() {
		String challenge = "code_challenge=" + "f7".repeat(32);
		for (String seed : List.of("ab", "A1".repeat(32), "zz".repeat(32), "c1".repeat(33))) {
			RawResponse answer = host.wire().form(DEVICE, challenge + "&seal_seed=" + seed);
			assertThat(answer.error()).isEqualTo("400 invalid_request");
		}
		assertThat(host.wire().json(DEVICE, "{\"sealSeed\":1}").error()).isEqualTo("400 invalid_request");
		assertThat(host.wire().form(DEVICE + "?seal_seed=" + "5e".repeat(32), challenge).error())
			.isEqualTo("400 invalid_request");
	}

	@Test
	void aHostCredentialIsNeitherListedNorRevoked() {
		Started started = start(CliLoginFlow.CONFIRM).confirmed();
		host.wire().form(TOKEN, started.form());
		assertThat(host.wire().get("/clilogin/tokens", "X-Test-User: ann").body()).isEqualTo("{\"tokens\":[]}");
		assertThat(host.wire().form("/clilogin/revoke", "token=any+credentials").body()).isEqualTo("{}");
		assertThat(host.wire().form(TOKEN, started.form()).text("access_token")).isEqualTo("any credentials");
	}

}
