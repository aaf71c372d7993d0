package io.github.clilogin.canary;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import tools.jackson.databind.JsonNode;

import org.springframework.security.authentication.TestingAuthenticationToken;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.StartResult;

/**
 * Whole logins in every dialect and flow, right and wrong, and the secrets that they
 * yielded.
 */
final class Logins {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String JSON = "application/json";

	private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	static final String[] ANN = { "Authorization",
			"Basic " + Base64.getEncoder().encodeToString("ann:demo".getBytes(StandardCharsets.UTF_8)) };

	private final List<Canary> secrets = new ArrayList<>();

	private final Http http;

	private final String planted;

	private String lastToken = "";

	Logins(Http http, String planted) {
		this.http = http;
		this.planted = planted;
	}

	List<Canary> secrets() {
		return this.secrets;
	}

	/** As any client of RFC 8628 does, until it is logged out. */
	void form() {
		JsonNode device = this.http.secret("/clilogin/device", FORM, "client_id=acme&device_name=" + this.planted);
		String code = deviceCode("device code of a form", device.get("device_code").asString());
		String poll = "grant_type=urn:ietf:params:oauth:grant-type:device_code&client_id=acme&device_code=" + code;
		this.http.post("/clilogin/token", FORM, poll);
		confirm(device.get("verification_uri_complete").asString());
		String token = token("token of a form", collect("/clilogin/token", FORM, poll, "/access_token"));
		collect("/clilogin/token", FORM, poll, "/access_token");
		misuse(code, token);
		use(token);
		this.http.post("/clilogin/token", FORM, poll);
		this.http.post("/clilogin/cancel", FORM, "device_code=" + code);
		this.http.post("/clilogin/revoke", FORM, "token=" + token + "&token_type_hint=access_token");
		this.http.get("/api/me", "Authorization", "Bearer " + token);
	}

	/** In camelCase and natively; the token stays live. */
	void json() {
		JsonNode device = this.http.secret("/clilogin/device", JSON, "{\"deviceName\":\"" + this.planted + "\"}");
		String code = deviceCode("device code of JSON", device.get("deviceCode").asString());
		String poll = "{\"deviceCode\":\"" + code + "\"}";
		this.http.post("/clilogin/status", JSON, poll);
		confirm(device.get("verificationUriComplete").asString());
		String token = token("token of JSON", collect("/clilogin/status", JSON, poll, "/credentials/accessToken"));
		use(token);
		this.http.post("/clilogin/tokens/revoke", JSON, "{\"others\":true}", "Authorization", "Bearer " + token);
		this.http.post("/clilogin/status", JSON, poll);
	}

	/** With a device code that the command line makes itself; still in the grace. */
	void browser() {
		byte[] raw = new byte[32];
		new SecureRandom().nextBytes(raw);
		String code = HexFormat.of().formatHex(raw);
		this.secrets.add(Canary.of("device code of a browser login", code, raw));
		JsonNode device = this.http.secret("/clilogin/device", JSON,
				"{\"codeChallenge\":\"" + sha256(raw) + "\",\"deviceName\":\"" + this.planted + "\"}");
		confirm(device.get("verificationUri").asString());
		token("token of a browser login",
				collect("/clilogin/token", JSON, "{\"deviceCode\":\"" + code + "\"}", "/accessToken"));
	}

	/** Confirmed, and given up by the command line. */
	void cancelled() {
		JsonNode device = this.http.secret("/clilogin/device", FORM, "client_id=acme");
		String code = deviceCode("device code of a cancelled login", device.get("device_code").asString());
		confirm(device.get("verification_uri_complete").asString());
		this.http.post("/clilogin/cancel", FORM, "client_id=acme&device_code=" + code);
		this.http.post("/clilogin/token", FORM, "grant_type=device_code&client_id=acme&device_code=" + code);
	}

	/** Rejected in the browser. */
	void rejected() {
		JsonNode device = this.http.secret("/clilogin/device", JSON, "{}");
		String code = deviceCode("device code of a rejected login", device.get("deviceCode").asString());
		this.http.press(device.get("verificationUriComplete").asString(), "Reject", ANN);
		this.http.post("/clilogin/token", JSON, "{\"deviceCode\":\"" + code + "\"}");
	}

	/** By the service itself, so that all it returns is seen. */
	void inProcess(CliLoginService service, Witness witness) {
		witness.saw(service);
		StartResult.Started started = (StartResult.Started) witness
			.saw(service.start(CliLoginRequest.of(CliLoginFlow.CODE)));
		DeviceCode code = Objects.requireNonNull(started.code());
		deviceCode("device code in process", code.value());
		witness.saw(service.collect(code, null));
		witness.saw(service.confirm(started.login().id(), new TestingAuthenticationToken("ann", "", "ROLE_USER")));
		witness.saw(service.confirm(started.login().id(), new TestingAuthenticationToken("ben", "", "ROLE_USER")));
		CollectResult.Collected collected = (CollectResult.Collected) witness.saw(service.collect(code, null));
		witness.saw(service.authenticate(token("token in process", collected.credential())));
		witness.saw(CliCredential.of(collected.credential()));
		service.delete(started.login().id());
	}

	/** While the database is not there. */
	void inVain() {
		String code = deviceCode("device code that cannot be looked up", randomCode());
		for (String path : List.of("token", "status", "cancel")) {
			this.http.post("/clilogin/" + path, JSON, "{\"deviceCode\":\"" + code + "\"}");
		}
		this.http.post("/clilogin/revoke", JSON, "{\"token\":\"" + this.lastToken + "\"}");
		this.http.get("/api/me", "Authorization", "Bearer " + this.lastToken);
	}

	private void confirm(String uri) {
		this.http.press(uri, "Confirm", ANN);
	}

	private String collect(String path, String type, String body, String pointer) {
		return this.http.secret(path, type, body).at(pointer).asString();
	}

	private void use(String token) {
		String[] bearer = { "Authorization", "Bearer " + token };
		this.http.get("/api/me", bearer);
		this.http.get("/api/fail", bearer);
		this.http.get("/api/missing", bearer);
		this.http.get("/clilogin/tokens", bearer);
		this.http.get("/clilogin", bearer);
		this.http.get("/other", bearer);
	}

	/** Each mistake is answered with an error, and many are logged. */
	private void misuse(String code, String token) {
		for (String secret : List.of(code, token)) {
			for (String body : List.of("{\"deviceCode\":\"" + secret + "\"", "{\"deviceCode\":[\"" + secret + "\"]}",
					"{\"" + secret + "\":1}", "{\"deviceCode\":\"" + secret + "\\", secret, "\"" + secret + "\"",
					"{\"deviceCode\":\"" + secret + "\",\"deviceCode\":\"" + secret + "\"}",
					"{\"deviceCode\":\"" + secret + "\",\"clientId\":\"" + secret + "\"}",
					"{\"clientId\":\"" + secret + "\",\"token\":\"x" + secret + "\"}")) {
				this.http.post("/clilogin/token", JSON, body);
				this.http.post("/clilogin/revoke", JSON, body.replace("deviceCode", "token") + " ");
			}
			for (String body : List.of("device_code=" + secret + "&device_code=" + secret, secret + "=" + secret,
					"grant_type=" + secret + "&device_code=" + secret, "device_code=%zz" + secret,
					"grant_type=device_code&client_id=" + secret + "&device_code=" + secret)) {
				this.http.post("/clilogin/token", FORM, body);
				this.http.post("/clilogin/token", "text/plain", body);
				this.http.post("/clilogin/token", "multipart/form-data; boundary=x", body);
			}
			this.http.post("/clilogin/token", FORM, "grant_type=device_code&device_code=x", "Authorization",
					"Bearer " + secret);
			this.http.get("/api/me", "Authorization", "Bearer clt_" + secret);
			this.http.get("/api/me", "Authorization", "Bearer " + secret + "x");
			this.http.get("/api/me", "Authorization", "Basic " + secret);
		}
	}

	private String deviceCode(String name, String code) {
		this.secrets.add(Canary.of(name, code, Base64.getUrlDecoder().decode(code)));
		return code;
	}

	/**
	 * Its digits are looked for without prefix and checksum, and as the bytes they are.
	 */
	private String token(String name, String token) {
		String digits = token.substring(4, 47);
		BigInteger number = BigInteger.ZERO;
		for (char digit : digits.toCharArray()) {
			number = number.multiply(BigInteger.valueOf(62)).add(BigInteger.valueOf(DIGITS.indexOf(digit)));
		}
		String hex = number.setBit(256).toString(16).substring(1);
		this.secrets.add(Canary.of(name, digits, HexFormat.of().parseHex(hex)));
		this.lastToken = token;
		return token;
	}

	private static String randomCode() {
		byte[] raw = new byte[32];
		new SecureRandom().nextBytes(raw);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
