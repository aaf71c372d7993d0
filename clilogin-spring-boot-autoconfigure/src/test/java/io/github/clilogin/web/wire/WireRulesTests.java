package io.github.clilogin.web.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.web.CliLoginPaths;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the responses to bad input, byte by byte, on every endpoint of CLIs.
 */
class WireRulesTests {

	@AutoClose
	private static final HostApplication host = ControlledHost.start("clilogin.endpoints.page=false");

	static List<String> paths() {
		return CliLoginPaths.under("/clilogin").cliPaths();
	}

	/** Asserts that clilogin sent the response. */
	private static void assertOurs(RawResponse answer, String error) {
		assertThat(answer.error()).isEqualTo(error);
		assertThat(answer.header("Content-Type")).containsExactly("application/json");
		assertThat(answer.header("Cache-Control")).containsExactly("no-store");
		assertThat(answer.header("Set-Cookie")).isEmpty();
		String description = answer.text("error_description") + answer.text("errorDescription");
		assertThat(description).isNotBlank().matches("[ !#-\\[\\]-~]+");
	}

	@ParameterizedTest
	@MethodSource("paths")
	void everyOtherMethodIsAnswered405WithTheAllowedMethod(String path) {
		for (String verb : List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "FOO", "post")) {
			RawResponse answer = host.wire().request(verb, path, "", new byte[0]);
			assertOurs(answer, "405 invalid_request");
			assertThat(answer.header("Allow")).containsExactly("POST");
		}
		assertThat(host.wire().request("HEAD", path, "", new byte[0]).status()).isEqualTo(405);
	}

	@ParameterizedTest
	@MethodSource("paths")
	void everyOtherContentTypeIsAnswered415(String path) {
		for (String type : List.of("text/plain", "application/xml", "application/problem+json", "nonsense",
				"application/json/x", "*/*", "application/*", "application/json;charset=nonsense", ";",
				"multipart/form-data", "multipart/form-data; boundary=x", "")) {
			assertOurs(host.wire().post(path, "Content-Type: " + type, "x".getBytes(StandardCharsets.US_ASCII)),
					"415 invalid_request");
		}
		assertOurs(host.wire().post(path, "", "device_code=x".getBytes(StandardCharsets.US_ASCII)),
				"415 invalid_request");
	}

	@ParameterizedTest
	@MethodSource("paths")
	void moreThan8KilobytesAreAnswered413EvenIfChunked(String path) {
		byte[] tooLong = ("x=" + "a".repeat(8 * 1024 - 1)).getBytes(StandardCharsets.US_ASCII);
		assertOurs(host.wire().post(path, RawConnection.FORM, tooLong), "413 invalid_request");
		assertOurs(host.wire()
			.request("POST", path, RawConnection.FORM + "\r\nTransfer-Encoding: chunked",
					RawConnection.chunked(tooLong)),
				"413 invalid_request");
		assertOurs(host.wire().json(path, " ".repeat(8 * 1024) + "{}"), "413 invalid_request");
	}

	@Test
	void exactly8KilobytesAreAcceptedEvenIfChunked() {
		byte[] body = ("x=" + "a".repeat(8 * 1024 - 2)).getBytes(StandardCharsets.US_ASCII);
		assertThat(host.wire().post("/clilogin/device", RawConnection.FORM, body).status()).isEqualTo(200);
		assertThat(host.wire()
			.request("POST", "/clilogin/device", RawConnection.FORM + "\r\nTransfer-Encoding: chunked",
					RawConnection.chunked(body))
			.status()).isEqualTo(200);
	}

	static Stream<byte[]> malformedForms() {
		return Stream
			.of("device_code=%zz", "device_code=%", "%zz=1", "device_code=a&device_code=b", "token=a&token=a",
					"client_id=%ff", "client_id=%C3%28", "scope=%ED%A0%80", "client_id=\u00ff")
			.map((body) -> body.getBytes(StandardCharsets.ISO_8859_1));
	}

	@ParameterizedTest
	@MethodSource("malformedForms")
	void aMalformedOrRepeatedFormParameterIsInvalidEverywhere(byte[] body) {
		for (String path : paths()) {
			assertOurs(host.wire().post(path, RawConnection.FORM, body), "400 invalid_request");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[]", "null", "\"x\"", "1", "{} {}", "{\"deviceCode\":1}", "{\"deviceCode\":[\"x\"]}",
			"{\"deviceCode\":{\"$ne\":null}}", "{\"deviceCode\":true}", "{\"device_code\":{\"$gt\":\"\"}}",
			"{\"deviceCode\":\"a\",\"deviceCode\":\"b\"}", "{\"device_code\":\"a\",\"deviceCode\":\"b\"}",
			"{'deviceCode':'x'}", "{\"x\":[[[[[[[[[[1]]]]]]]]]]}", "{\"deviceCode\":\"x\"" })
	void malformedNestedOrRepeatedJsonIsInvalid(String body) {
		assertOurs(host.wire().json("/clilogin/token", body), "400 invalid_request");
		assertOurs(host.wire().json("/clilogin/status", body), "400 invalid_request");
		assertOurs(host.wire().json("/clilogin/cancel", body), "400 invalid_request");
	}

	@Test
	void jsonThatIsNotUtf8IsInvalid() {
		byte[] body = "{\"client_id\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertOurs(host.wire().post("/clilogin/device", RawConnection.JSON, body), "400 invalid_request");
	}

	@Test
	void nullAndEmptyMeanAbsentAndUnknownMembersAreIgnored() {
		assertThat(host.wire()
			.json("/clilogin/device", "{\"clientId\":null,\"flow\":\"\",\"other\":{\"a\":[1]},\"x\":2}")
			.status()).isEqualTo(200);
		assertThat(host.wire().form("/clilogin/device", "client_id=&flow=&resource=a&resource=b&&=&x").status())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@MethodSource("paths")
	void aParameterInTheUrlIsRefusedInEitherSpelling(String path) {
		for (String query : List.of("device_code=x", "deviceCode=x", "token=x", "client_id", "%64evice_code=x")) {
			assertOurs(host.wire().form(path + "?" + query, "device_code=x&token=x&grant_type=device_code"),
					"400 invalid_request");
		}
	}

	@Test
	void otherThingsInTheUrlAreIgnored() {
		for (String query : List.of("trace=1&x", "utm=%zz", "%zz=1", "%", "&=&", "utm=%ff")) {
			assertThat(host.wire().form("/clilogin/device?" + query, "").status()).isEqualTo(200);
		}
	}

	@Test
	void theResponseIsJsonForEveryAcceptHeader() {
		for (String accept : List.of("text/html, image/gif, */*; q=0.2", "application/xml", "nonsense", "text/plain")) {
			assertOurs(host.wire().form("/clilogin/token", "", "Accept: " + accept), "400 invalid_request");
			RawResponse device = host.wire().form("/clilogin/device", "", "Accept: " + accept);
			assertThat(device.status()).isEqualTo(200);
			assertThat(device.header("Content-Type")).containsExactly("application/json");
		}
	}

	@Test
	void aContentTypeMayCarryACharset() {
		assertThat(host.wire()
			.post("/clilogin/device", "Content-Type: application/x-www-form-urlencoded; charset=ISO-8859-1",
					new byte[0])
			.members()).contains("device_code");
		assertThat(host.wire()
			.post("/clilogin/device", "Content-Type: Application/JSON;charset=utf-8", new byte[0])
			.members()).contains("deviceCode");
	}

	@Test
	void aPreflightIsRefusedAndStartsNothing() {
		RawResponse answer = host.wire()
			.request("OPTIONS", "/clilogin/device",
					"Origin: https://evil.example\r\nAccess-Control-Request-Method: POST", new byte[0]);
		assertOurs(answer, "403 access_denied");
		assertThat(answer.headers().keySet()).noneMatch((name) -> name.startsWith("access-control-"));
	}

	@Test
	void aHeaderWithControlCharactersIsABadRequest() {
		assertThat(host.wire().form("/clilogin/device", "", "User-Agent: a\u0001b").status()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"device_code\":1,\"client_id\":\"a\"}", "{\"scope\":[],\"device_code\":\"a\"}" })
	void anErrorHasTheCaseOfTheKeysAtEveryPositionOfTheBadValue(String body) {
		assertThat(host.wire().json("/clilogin/token", body).members()).containsExactly("error", "error_description");
	}

	@Test
	void aUserAgentInRawUtf8CountsAsAbsent() {
		String utf8 = new String("Über/1".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
		assertThat(host.wire().form("/clilogin/device", "", "User-Agent: " + utf8).status()).isEqualTo(200);
	}

	@Test
	void headerAndBodyMustNameTheSameClientToCancelOrRevoke() {
		String basic = RawConnection.basic("other", "");
		for (String path : List.of("/clilogin/cancel", "/clilogin/revoke")) {
			assertOurs(host.wire().form(path, "device_code=x&token=x&client_id=acme", basic), "400 invalid_request");
			assertThat(host.wire().form(path, "device_code=x&token=x", basic).status()).isEqualTo(200);
		}
	}

	@Test
	void anotherClientCancelsNothingAndLearnsNothing() {
		RawResponse device = host.wire().form("/clilogin/device", "client_id=acme");
		String code = "device_code=" + device.text("device_code");
		assertThat(host.wire().form("/clilogin/cancel", code + "&client_id=other").body()).isEqualTo("{}");
		assertThat(host.loginOf(device).status()).isEqualTo(CliLoginStatus.PENDING);
		assertThat(host.wire().form("/clilogin/cancel", code + "&client_id=acme").body()).isEqualTo("{}");
		assertThat(host.loginOf(device).status()).isEqualTo(CliLoginStatus.CANCELLED);
	}

	@Test
	void otherPathsAreLeftToTheHost() {
		for (String path : List.of("/clilogin/device/", "/clilogin/device/x", "/clilogin", "/other")) {
			assertThat(host.wire().get(path).status()).isIn(401, 403, 302);
			assertThat(host.wire().form(path, "").status()).isIn(401, 403, 302);
		}
	}

}
