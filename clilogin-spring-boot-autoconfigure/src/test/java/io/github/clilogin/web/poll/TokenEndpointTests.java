package io.github.clilogin.web.poll;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.clilogin.CliCredential;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestMapper;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the collection of a credential, over HTTP.
 */
class TokenEndpointTests {

	private static final String GRANT = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code";

	@AutoClose
	private final HostApplication host = ControlledHost.start("clilogin.login.scopes=read,write");

	private RawResponse device = start("");

	@BeforeEach
	void startLogin() {
		this.device = start("client_id=acme");
	}

	private RawResponse start(String body) {
		return this.host.wire().form("/clilogin/device", body);
	}

	private String code() {
		return this.device.text("device_code");
	}

	private RawResponse poll() {
		return this.host.wire().form("/clilogin/token", GRANT + "&device_code=" + code());
	}

	@Test
	void jsonInSnakeCaseAlwaysContainsTheScope() {
		this.device = this.host.confirmed(start(""));
		RawResponse answer = this.host.wire().json("/clilogin/token", "{\"device_code\":\"" + code() + "\"}");
		assertThat(answer.members()).contains("scope");
		assertThat(answer.text("scope")).isEmpty();
		assertThat(poll().members()).doesNotContain("scope");
		assertThat(pollJson().members()).doesNotContain("scope");
	}

	private RawResponse pollJson() {
		return this.host.wire().json("/clilogin/token", "{\"deviceCode\":\"" + code() + "\"}");
	}

	@Test
	void anUndecidedLoginIsPendingInEitherDialect() {
		assertThat(poll().error()).isEqualTo("400 authorization_pending");
		assertThat(poll().members()).containsExactly("error", "error_description");
		assertThat(pollJson().error()).isEqualTo("400 authorization_pending");
		assertThat(pollJson().members()).containsExactly("error", "errorDescription");
	}

	@Test
	void aConfirmedLoginReturnsTheCredentialAgainAfterALostResponse() {
		this.host.confirmed(this.device);
		this.host.clock().advance(Duration.ofMillis(1500));
		RawResponse answer = poll();
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.members()).containsExactly("access_token", "token_type", "expires_in", "account");
		assertThat(answer.text("access_token")).startsWith("clt_");
		assertThat(answer.text("token_type")).isEqualTo("Bearer");
		assertThat(answer.text("account")).isEqualTo("ann");
		assertThat(answer.body()).contains("\"expires_in\":" + (7 * 24 * 3600 - 2) + ",");
		assertThat(poll().body()).isEqualTo(answer.body());
	}

	@Test
	void jsonInCamelCaseReturnsTheSameValues() {
		this.host.confirmed(this.device);
		assertThat(pollJson().members()).containsExactly("accessToken", "tokenType", "expiresIn", "account");
		assertThat(this.host.wire().json("/clilogin/token", "{\"device_code\":\"" + code() + "\"}").members())
			.contains("access_token");
	}

	@Test
	void grantedScopesAreReturnedAsOneString() {
		this.device = this.host.confirmed(start("scope=write+read"));
		assertThat(poll().text("scope")).isEqualTo("write read");
	}

	@Test
	void aCredentialIsNeverCached() {
		this.host.confirmed(this.device);
		RawResponse answer = poll();
		assertThat(answer.header("Cache-Control")).containsExactly("no-store");
		assertThat(answer.header("Pragma")).containsExactly("no-cache");
		assertThat(answer.header("Content-Type")).containsExactly("application/json");
		assertThat(answer.header("Set-Cookie")).isEmpty();
	}

	@Test
	void aRejectedLoginIsDeniedWith400ToFormsAnd403ToJson() {
		this.host.service().reject(this.host.loginOf(this.device).id(), TestUsers.user("ann"), "Nö, \"nicht\" \\ ich…");
		RawResponse answer = poll();
		assertThat(answer.error()).isEqualTo("400 access_denied");
		assertThat(answer.text("error_description")).isEqualTo("No, 'nicht' ? ich...");
		assertThat(answer.text("message")).isEqualTo("Nö, \"nicht\" \\ ich…");
		assertThat(pollJson().error()).isEqualTo("403 access_denied");
	}

	@Test
	void aRefusalOfTheHostDeniesTheLoginWithItsReason() {
		this.host.bean(TestMapper.class).use((user, login) -> CliCredential.refuse("Contractors may not use the CLI"));
		this.host.confirmed(this.device);
		assertThat(poll().text("message")).isEqualTo("Contractors may not use the CLI");
	}

	@Test
	void aLoginExpiresExactlyAtTheEndOfItsLifetime() {
		this.host.clock().advance(Duration.ofMinutes(10).minusMillis(1));
		assertThat(poll().error()).isEqualTo("400 authorization_pending");
		this.host.clock().advance(Duration.ofMillis(1));
		assertThat(poll().error()).isEqualTo("400 expired_token");
		assertThat(pollJson().error()).isEqualTo("400 expired_token");
	}

	@Test
	void aCancelledLoginIsExpired() {
		this.host.wire().form("/clilogin/cancel", "device_code=" + code());
		assertThat(poll().error()).isEqualTo("400 expired_token");
	}

	@Test
	void anUnknownDeviceCodeIsInvalidGrantToFormsAndInvalidRequestToJson() {
		this.device = RawResponse.parse(("HTTP/1.1 200\r\n\r\n{\"device_code\":\"" + "A".repeat(43) + "\"}")
			.getBytes(StandardCharsets.US_ASCII));
		assertThat(poll().error()).isEqualTo("400 invalid_grant");
		assertThat(pollJson().error()).isEqualTo("400 invalid_request");
	}

	@Test
	void aMisspeltDeviceCodeIsUnknownWithoutAReadOfTheStore() {
		int reads = this.host.store().reads();
		for (String code : List.of("x", "A".repeat(44), "AB".repeat(32), code() + "%20", code().substring(1))) {
			assertThat(this.host.wire().form("/clilogin/token", GRANT + "&device_code=" + code).error())
				.isEqualTo("400 invalid_grant");
		}
		assertThat(this.host.store().reads()).isEqualTo(reads);
	}

	@Test
	void aPendingPollIsOneReadOfTheStore() {
		int reads = this.host.store().reads();
		poll();
		assertThat(this.host.store().reads()).isEqualTo(reads + 1);
	}

	@Test
	void aPollOfAnotherClientIsUnknownAndOneWithoutAClientIsAccepted() {
		assertThat(this.host.wire().form("/clilogin/token", GRANT + "&client_id=evil&device_code=" + code()).error())
			.isEqualTo("400 invalid_grant");
		assertThat(this.host.wire().form("/clilogin/token", GRANT + "&client_id=acme&device_code=" + code()).error())
			.isEqualTo("400 authorization_pending");
		assertThat(poll().error()).isEqualTo("400 authorization_pending");
	}

	@Test
	void theGrantTypeIsRequiredOfFormsOnlyAndMayBeShort() {
		RawConnection wire = this.host.wire();
		String code = "&device_code=" + code();
		assertThat(wire.form("/clilogin/token", code).error()).isEqualTo("400 invalid_request");
		assertThat(wire.form("/clilogin/token", "grant_type=" + code).error()).isEqualTo("400 invalid_request");
		assertThat(wire.form("/clilogin/token", "grant_type=password" + code).error())
			.isEqualTo("400 unsupported_grant_type");
		assertThat(wire.form("/clilogin/token", "grant_type=device_code" + code).error())
			.isEqualTo("400 authorization_pending");
		assertThat(
				wire.json("/clilogin/token", "{\"grantType\":\"password\",\"deviceCode\":\"" + code() + "\"}").error())
			.isEqualTo("400 unsupported_grant_type");
	}

	@Test
	void withoutADeviceCodeTheRequestIsInvalid() {
		assertThat(this.host.wire().form("/clilogin/token", GRANT).error()).isEqualTo("400 invalid_request");
		assertThat(this.host.wire().json("/clilogin/token", "").error()).isEqualTo("400 invalid_request");
	}

	@Test
	void aStoppedStoreKeepsAPollWaitingInEitherDialectAndLosesNothing() {
		this.host.confirmed(this.device);
		this.host.store().fail(true);
		assertThat(poll().error()).isEqualTo("400 authorization_pending");
		assertThat(pollJson().error()).isEqualTo("400 authorization_pending");
		this.host.store().fail(false);
		assertThat(poll().status()).isEqualTo(200);
	}

	@Test
	void aClockFinerThanTheStoreLosesNoSecond() {
		Clock clock = Clock.fixed(Instant.parse("2026-11-21T12:00:00.123456Z"), ZoneOffset.UTC);
		assertThat(TokenEndpoint.secondsUntil(Instant.parse("2026-11-21T12:10:00.123Z"), clock)).isEqualTo(600);
		assertThat(TokenEndpoint.secondsUntil(Instant.parse("2026-11-21T12:10:00.122Z"), clock)).isEqualTo(599);
	}

}
