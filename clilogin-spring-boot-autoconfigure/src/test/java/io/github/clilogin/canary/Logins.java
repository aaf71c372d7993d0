package io.github.clilogin.canary;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import tools.jackson.databind.JsonNode;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CollectResult;
import io.github.clilogin.ConfirmOptions;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.StartResult;
import io.github.clilogin.DeviceCode.Challenge;
import io.github.clilogin.testsupport.TestCli;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestLogins;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Performs complete logins in every dialect and flow, right and wrong, and records the
 * secrets that they yielded.
 */
final class Logins {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String JSON = "application/json";

	private final Secrets secrets = new Secrets();

	private final Http http;

	private final String planted;

	Logins(Http http, String planted) {
		this.http = http;
		this.planted = planted;
	}

	List<Canary> secrets() {
		return this.secrets.all();
	}

	/** Logs in like a client of RFC 8628, and logs out. */
	void form() {
		JsonNode device = this.http.secret("/clilogin/device", FORM, "client_id=acme&device_name=" + this.planted);
		String code = this.secrets.deviceCode("a form", device.get("device_code").asString());
		String poll = "grant_type=urn:ietf:params:oauth:grant-type:device_code&client_id=acme&device_code=" + code;
		this.http.post("/clilogin/token", FORM, poll);
		confirm(device.get("verification_uri_complete").asString());
		String token = this.secrets.token("a form", collect("/clilogin/token", FORM, poll, "/access_token"));
		collect("/clilogin/token", FORM, poll, "/access_token");
		misuse(code, token);
		use(token);
		this.http.post("/clilogin/token", FORM, poll);
		this.http.post("/clilogin/cancel", FORM, "device_code=" + code);
		this.http.post("/clilogin/revoke", FORM, "token=" + token + "&token_type_hint=access_token");
		this.http.get("/api/me", "Authorization: Bearer " + token);
	}

	/** Logs in by camelCase JSON and native polling; the token stays live. */
	void json() {
		JsonNode device = this.http.secret("/clilogin/device", JSON, "{\"deviceName\":\"" + this.planted + "\"}");
		String code = this.secrets.deviceCode("JSON", device.get("deviceCode").asString());
		String poll = "{\"deviceCode\":\"" + code + "\"}";
		this.http.post("/clilogin/status", JSON, poll);
		confirm(device.get("verificationUriComplete").asString());
		String token = this.secrets.token("JSON", collect("/clilogin/status", JSON, poll, "/credentials/accessToken"));
		use(token);
		this.http.post("/clilogin/tokens/revoke", JSON, "{\"others\":true}", "Authorization: Bearer " + token);
		this.http.post("/clilogin/status", JSON, poll);
	}

	/** Logs in with a device code of the CLI. The login is still in its grace. */
	void browser() {
		this.secrets.token("a browser login", browser("a browser login", "acme"));
	}

	/** With a code verifier (RFC 7636), which mistakes are made with too. */
	void codeChallenge() {
		byte[] raw = Secrets.draw();
		String verifier = this.secrets.codeVerifier("a code challenge", HexFormat.of().formatHex(raw), raw);
		JsonNode device = this.http.secret("/clilogin/device", FORM,
				"client_id=acme&code_challenge_method=S256&code_challenge=" + Secrets.codeChallenge(verifier));
		String code = this.secrets.deviceCode("a code challenge", device.get("device_code").asString());
		String poll = "grant_type=device_code&client_id=acme&device_code=" + code + "&code_verifier=";
		this.http.post("/clilogin/token", FORM, poll + verifier);
		this.http.post("/clilogin/token", FORM, poll + verifier + "x");
		confirm(device.get("verification_uri_complete").asString());
		String token = collect("/clilogin/token", FORM, poll + verifier, "/access_token");
		misuse(verifier, this.secrets.token("a code challenge", token));
	}

	/**
	 * Delivers a credential of the host, for a device code of either side. The login is
	 * still in its grace.
	 */
	void hostCredential(String credential) {
		this.secrets.credential("a host", credential);
		JsonNode device = this.http.secret("/clilogin/device", FORM, "client_id=" + CanaryHost.LEGACY);
		String code = this.secrets.deviceCode("a host credential", device.get("device_code").asString());
		String poll = "grant_type=device_code&client_id=" + CanaryHost.LEGACY + "&device_code=" + code;
		confirm(device.get("verification_uri_complete").asString());
		assertThat(collect("/clilogin/token", FORM, poll, "/access_token")).isEqualTo(credential);
		assertThat(collect("/clilogin/token", FORM, poll, "/access_token")).isEqualTo(credential);
		assertThat(browser("a browser login for a host credential", CanaryHost.LEGACY)).isEqualTo(credential);
	}

	private String browser(String login, String client) {
		byte[] raw = Secrets.draw();
		String code = this.secrets.deviceCode(login, HexFormat.of().formatHex(raw), raw);
		JsonNode device = this.http.secret("/clilogin/device", JSON,
				"{\"codeChallenge\":\"%s\",\"sealSeed\":\"%s\",\"clientId\":\"%s\",\"deviceName\":\"%s\"}"
					.formatted(Secrets.challenge(raw), Secrets.sealSeed(raw), client, this.planted));
		this.http.post("/clilogin/token", JSON, "{\"deviceCode\":\"" + code + "\"}", "Prefer: wait=1");
		confirm(device.get("verificationUri").asString());
		return collect("/clilogin/token", JSON, "{\"deviceCode\":\"" + code + "\"}", "/accessToken");
	}

	/** Confirms a login that the CLI then cancels. */
	void cancelled() {
		JsonNode device = this.http.secret("/clilogin/device", FORM, "client_id=acme");
		String code = this.secrets.deviceCode("a cancelled login", device.get("device_code").asString());
		confirm(device.get("verification_uri_complete").asString());
		this.http.post("/clilogin/cancel", FORM, "client_id=acme&device_code=" + code);
		this.http.post("/clilogin/token", FORM, "grant_type=device_code&client_id=acme&device_code=" + code);
	}

	/** Rejected in the browser. */
	void rejected() {
		JsonNode device = this.http.secret("/clilogin/device", JSON, "{}");
		String code = this.secrets.deviceCode("a rejected login", device.get("deviceCode").asString());
		this.http.submit(device.get("verificationUriComplete").asString(), "/reject", Map.of());
		this.http.post("/clilogin/token", JSON, "{\"deviceCode\":\"" + code + "\"}");
	}

	/** Logs in by the service itself, so that everything it returns is recorded. */
	void inProcess(CliLoginService service, Witness witness) {
		witness.saw(service);
		StartResult.Started started = (StartResult.Started) witness
			.saw(service.start(CliLoginRequest.of(CliLoginFlow.CODE)));
		DeviceCode code = TestLogins.code(started);
		this.secrets.deviceCode("a login in process", code.value());
		witness.saw(service.collect(code, null));
		witness.saw(service.confirm(started.login().id(), TestUsers.user("ann")));
		witness.saw(service.confirm(started.login().id(), TestUsers.user("ben")));
		CollectResult.Collected collected = (CollectResult.Collected) witness.saw(service.collect(code, null));
		witness.saw(service.authenticate(this.secrets.token("a login in process", collected.credential())));
		witness.saw(CliCredential.of(collected.credential()));
		byte[] raw = Base64.getUrlDecoder().decode(code.value());
		witness.saw(new Challenge(Secrets.challenge(raw), Secrets.sealSeed(raw)));
		service.delete(started.login().id());
	}

	/**
	 * Collects with return codes by the service itself, and rejects a login by misses.
	 */
	void returnCodes(CliLoginService service, Witness witness) {
		StartResult.Started started = startWithReturn(service, witness);
		DeviceCode code = TestLogins.code(started);
		ReturnCode loopback = confirmWithReturn(service, witness, started);
		ReturnCode typed = witness.saw(service.newReturnCode(started.login().id(), TestUsers.user("ann")))
			.orElseThrow();
		this.secrets.returnCode("a typed code", typed);
		witness.saw(service.collect(code, null));
		witness.saw(service.collect(code, null, loopback));
		CollectResult.Collected collected = (CollectResult.Collected) witness.saw(service.collect(code, null, typed));
		this.secrets.token("a login with a return code", collected.credential());
		witness.saw(service.collect(code, null, ReturnCode.parse("BBB-BBB").orElseThrow()));
		StartResult.Started missed = startWithReturn(service, witness);
		confirmWithReturn(service, witness, missed);
		for (int i = 0; i < 3; i++) {
			ReturnCode wrong = ReturnCode.parse(Secrets.base64(Secrets.draw())).orElseThrow();
			witness.saw(service.collect(TestLogins.code(missed), null, this.secrets.returnCode("a wrong code", wrong)));
		}
	}

	/**
	 * Logs in with a return code that the browser sends, then with one that the user
	 * types, by the endpoints of a front end.
	 */
	void returnCodesOverHttp() {
		JsonNode device = this.http.secret("/clilogin/device", FORM,
				"return_methods=loopback+code&return_port=50000&device_name=" + this.planted);
		String text = device.get("device_code").asString();
		this.secrets.deviceCode("a return code over HTTP", text.substring(2));
		String login = "/clilogin/logins/" + DeviceCode.parse(text).orElseThrow().id();
		ReturnCode loopback = returned(login + "/confirm", "a front end");
		this.http.post(login + "/confirm", JSON, "{}", this.http.csrf());
		this.http.get(login);
		String poll = "grant_type=device_code&device_code=" + text;
		this.http.post("/clilogin/token", FORM, poll);
		ReturnCode typed = returned(login + "/return", "a front end that asks to type");
		this.http.get(login);
		misuse(poll, text, loopback);
		misuse(poll, text, typed);
		this.http.post("/clilogin/token", FORM, poll + "&return_code=" + loopback.value());
		this.http.post("/clilogin/token", FORM, poll + "&return_known=1");
		String code = typed.value().toLowerCase(Locale.ROOT);
		String token = collect("/clilogin/token", FORM, poll + "&return_code=" + code, "/access_token");
		this.secrets.token("a return code over HTTP", token);
		this.http.get(login);
		this.http.get("/clilogin/tokens");
		this.http.post("/clilogin/status", JSON, "{\"deviceCode\":\"" + text + "\",\"returnCode\":\"BBB-BBB\"}");
	}

	private ReturnCode returned(String path, String login) {
		String value = this.http.secret(path, JSON, "{}", this.http.csrf()).get("returnCode").asString();
		return this.secrets.returnCode(login, ReturnCode.parse(value).orElseThrow());
	}

	private void misuse(String poll, String deviceCode, ReturnCode code) {
		String value = code.value();
		for (String more : List.of("&return_code=" + value + "&return_code=" + value, "&return_code=x" + value,
				"&return_known=" + value, "&return_code=%zz" + value, "&" + value + "=1")) {
			this.http.post("/clilogin/token", FORM, poll + more);
			this.http.post("/clilogin/token", "text/plain", poll + more);
		}
		for (String member : List.of("\"returnCode\":[\"" + value + "\"]", "\"returnCode\":\"" + value,
				"\"returnKnown\":\"" + value + "\"", "\"" + value + "\":1")) {
			this.http.post("/clilogin/status", JSON, "{\"deviceCode\":\"" + deviceCode + "\"," + member + "}");
		}
		this.http.post("/clilogin/device", FORM, "return_methods=" + value + "&return_port=" + value);
	}

	/** Shows a code to type and a code to send on the page, each to its user only. */
	void returnCodesOfThePage(CliLoginService service) {
		for (ReturnCode.Method method : ReturnCode.Method.values()) {
			StartResult.Started started = (StartResult.Started) service
				.start(CliLoginRequest.builder(CliLoginFlow.CONFIRM)
					.returnMethods(List.of(method))
					.returnPort((method == ReturnCode.Method.LOOPBACK) ? 50_000 : null)
					.remoteAddress("127.0.0.1")
					.build());
			String link = "/clilogin?user_code=" + started.login().displayedUserCode();
			View review = this.http.secretPage(link);
			String seed = this.secrets.returnSeed("a page", review.form("/confirm").value("return_seed"));
			this.http.post("/clilogin/confirm", FORM, "return_seed=" + seed);
			this.http.post("/clilogin/confirm", FORM, "return_seed=" + seed, this.http.csrf());
			Document page = Jsoup.parse(review.submit("/confirm").follow().html());
			String code = (method == ReturnCode.Method.CODE) ? page.select(".code strong").text()
					: page.select("input[name=return_code]").val();
			this.secrets.returnCode("a page", ReturnCode.parse(code).orElseThrow());
		}
	}

	private StartResult.Started startWithReturn(CliLoginService service, Witness witness) {
		StartResult.Started started = (StartResult.Started) witness
			.saw(service.start(CliLoginRequest.builder(CliLoginFlow.CODE)
				.returnMethods(List.of(ReturnCode.Method.values()))
				.returnPort(50_000)
				.build()));
		String text = TestLogins.code(started).value();
		this.secrets.deviceCode("a login with a return code", text.substring(text.length() - 43));
		return started;
	}

	private ReturnCode confirmWithReturn(CliLoginService service, Witness witness, StartResult.Started started) {
		ConfirmOptions options = witness.saw(ConfirmOptions.NONE.returnSecret(this.secrets.returnSecret("a login")));
		DecisionResult.Decided decided = (DecisionResult.Decided) witness
			.saw(service.confirm(started.login().id(), TestUsers.user("ann"), options));
		return this.secrets.returnCode("a login", Objects.requireNonNull(decided.returnCode()));
	}

	/** Sends requests while the database is stopped. */
	void withoutDatabase() {
		String code = this.secrets.deviceCode("nothing", Secrets.base64(Secrets.draw()));
		for (String path : List.of("token", "status", "cancel")) {
			this.http.post("/clilogin/" + path, JSON, "{\"deviceCode\":\"" + code + "\"}");
		}
		this.http.post("/clilogin/revoke", JSON, "{\"token\":\"" + this.secrets.lastToken() + "\"}");
		this.http.get("/api/me", "Authorization: Bearer " + this.secrets.lastToken());
	}

	private void confirm(String uri) {
		this.http.submit(uri, "/confirm", Map.of());
	}

	private String collect(String path, String type, String body, String pointer) {
		return this.http.secret(path, type, body).at(pointer).asString();
	}

	private void use(String token) {
		String bearer = TestCli.bearer(token);
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
			this.http.post("/clilogin/token", FORM, "grant_type=device_code&device_code=x",
					"Authorization: Bearer " + secret);
			this.http.get("/api/me", "Authorization: Bearer clt_" + secret);
			this.http.get("/api/me", "Authorization: Bearer " + secret + "x");
			this.http.get("/api/me", "Authorization: Basic " + secret);
		}
	}

}
