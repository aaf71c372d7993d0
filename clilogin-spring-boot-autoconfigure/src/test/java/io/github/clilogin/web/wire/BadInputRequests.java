package io.github.clilogin.web.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The requests behind the table of bad input in the guide, as raw bytes.
 */
final class BadInputRequests {

	private static final String DEVICE = "/clilogin/device";

	private static final String TOKEN = "/clilogin/token";

	private static final String GRANT = "grant_type=device_code&device_code=";

	private static final String NEVER_ISSUED = "A".repeat(43);

	/** The challenge of RFC 7636 appendix B. */
	private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

	private static final byte[] NOTHING = new byte[0];

	private final HostApplication host;

	private final RawConnection wire;

	private final RawConnection choosy;

	private final RawConnection beta;

	private final RawConnection unknown;

	private final Map<String, Supplier<RawResponse>> requests = new LinkedHashMap<>();

	BadInputRequests(HostApplication host, HostApplication choosy, HostApplication busy, HostApplication full,
			HostApplication demanding, HostApplication guarding) {
		this.host = host;
		this.wire = host.wire();
		this.choosy = choosy.wire();
		this.beta = choosy.wireTo("beta.localhost");
		this.unknown = choosy.wireTo("unknown.localhost");
		addEnvelopes();
		addBodies();
		addForms();
		addJson();
		addClients();
		addStarts();
		addChoices();
		addCodeChallenges();
		addDeviceCodes();
		this.requests.putAll(new BadReturnRequests(host, demanding, guarding).all());
		addOutages();
		addTooMuch(busy);
		addTooManyPending(full);
	}

	Set<String> keys() {
		return this.requests.keySet();
	}

	RawResponse send(String key) {
		return Objects.requireNonNull(this.requests.get(key), key).get();
	}

	private void add(String key, Supplier<RawResponse> request) {
		this.requests.put(key, request);
	}

	private void addEnvelopes() {
		add("wrong-verb", () -> this.wire.get(TOKEN));
		add("preflight", () -> this.wire.request("OPTIONS", DEVICE,
				"Origin: https://other.example\r\nAccess-Control-Request-Method: POST", NOTHING));
		addForeign();
		add("wrong-type", () -> this.wire.post(DEVICE, "Content-Type: text/plain", ascii("client_id=acme")));
		add("multipart", () -> this.wire.post(DEVICE, "Content-Type: multipart/form-data; boundary=x", ascii("--x--")));
		add("no-type", () -> this.wire.post(DEVICE, "", ascii("client_id=acme")));
		add("query", () -> this.wire.form(TOKEN + "?device_code=" + NEVER_ISSUED, GRANT + NEVER_ISSUED));
		add("query-camel", () -> this.wire.json(TOKEN + "?deviceCode=" + NEVER_ISSUED, "{}"));
	}

	private void addForeign() {
		add("origin-null", () -> this.wire.form(DEVICE, "", "Origin: null"));
		add("origin-foreign", () -> this.wire.form(TOKEN, GRANT + NEVER_ISSUED, "Origin: https://other.example"));
		add("origin-repeated",
				() -> this.wire.form(DEVICE, "", "Origin: " + this.host.url(), "Origin: " + this.host.url()));
		add("origin-rebound", () -> this.choosy.formTo("other.example", DEVICE, "client_id=acme",
				"Origin: http://other.example", "Sec-Fetch-Site: same-origin"));
		add("site-same", () -> this.wire.form(DEVICE, "", "Sec-Fetch-Site: same-site"));
		add("site-cross", () -> this.wire.form("/clilogin/revoke", "token=a", "Sec-Fetch-Site: cross-site"));
	}

	private void addBodies() {
		byte[] tooLarge = ascii("x=" + "a".repeat(8 * 1024 - 1));
		add("nothing", () -> this.wire.post(DEVICE, "", NOTHING));
		add("empty-form", () -> this.wire.form(TOKEN, ""));
		add("empty-json", () -> this.wire.json(TOKEN, ""));
		add("too-large", () -> this.wire.post(DEVICE, RawConnection.FORM, tooLarge));
		add("too-large-chunked", () -> this.wire.request("POST", DEVICE,
				RawConnection.FORM + "\r\nTransfer-Encoding: chunked", RawConnection.chunked(tooLarge)));
		add("too-large-json", () -> this.wire.json(DEVICE, " ".repeat(8 * 1024 - 1) + "{}"));
		add("not-utf8-form", () -> this.wire.form(DEVICE, "client_id=%FF"));
		add("not-utf8-json", () -> this.wire.post(DEVICE, RawConnection.JSON,
				"{\"clientId\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1)));
	}

	private void addForms() {
		add("percent", () -> this.wire.form(DEVICE, "client_id=%zz"));
		add("repeated", () -> this.wire.form(TOKEN, GRANT + "a&device_code=b"));
		add("no-grant-type", () -> this.wire.form(TOKEN, "device_code=" + NEVER_ISSUED));
		add("other-grant-type", () -> this.wire.form(TOKEN, "grant_type=password&device_code=" + NEVER_ISSUED));
		add("no-device-code", () -> this.wire.form(TOKEN, GRANT));
		add("no-token", () -> this.wire.form("/clilogin/revoke", "token_type_hint=access_token"));
	}

	private void addJson() {
		addJson("json-broken", "{");
		addJson("json-array", "[]");
		addJson("json-repeated", "{\"deviceCode\":\"a\",\"deviceCode\":\"b\"}");
		addJson("json-both-cases", "{\"device_code\":\"a\",\"deviceCode\":\"b\"}");
		addJson("json-nested", "{\"deviceCode\":[\"a\"]}");
		addJson("json-deep", "{\"other\":[[[[[[[[1]]]]]]]]}");
		addJson("json-null", "{\"deviceCode\":null}");
		addJson("json-number", "{\"deviceCode\":1}");
		addJson("json-boolean", "{\"deviceCode\":true}");
		addJson("json-operator", "{\"deviceCode\":{\"$ne\":\"\"}}");
	}

	private void addJson(String key, String body) {
		add(key, () -> this.wire.json(TOKEN, body));
	}

	private void addClients() {
		String known = "client_id=acme";
		add("basic-broken", () -> this.wire.form(DEVICE, "", "Authorization: Basic !!!"));
		add("basic-no-colon", () -> this.wire.form(DEVICE, "", "Authorization: Basic YWNtZQ=="));
		add("basic-other-client", () -> this.wire.form(DEVICE, known, RawConnection.basic("other", "")));
		add("client-long", () -> this.wire.form(DEVICE, "client_id=" + "a".repeat(65)));
		add("client-missing", () -> this.choosy.form(DEVICE, ""));
		add("client-unknown", () -> this.choosy.form(DEVICE, "client_id=other"));
		add("client-unknown-basic", () -> this.choosy.form(DEVICE, "", RawConnection.basic("other", "")));
		add("client-of-another-login", () -> {
			String code = this.choosy.form(DEVICE, known).text("device_code");
			return this.choosy.form(TOKEN, GRANT + code + "&client_id=other");
		});
		add("tenant-unknown", () -> this.unknown.form(DEVICE, known));
		add("tenant-of-another-login", () -> {
			String code = this.choosy.form(DEVICE, known).text("device_code");
			return this.beta.form(TOKEN, GRANT + code + "&client_id=acme");
		});
	}

	private void addStarts() {
		add("scope-unknown", () -> this.choosy.form(DEVICE, "client_id=acme&scope=read+admin"));
		add("flow-unknown", () -> this.wire.form(DEVICE, "flow=magic"));
		add("flow-off", () -> this.choosy.form(DEVICE, "client_id=acme&flow=code"));
		add("challenge-malformed", () -> this.wire.form(DEVICE, "code_challenge=" + "C1".repeat(32)));
		add("seed-malformed",
				() -> this.wire.form(DEVICE, "code_challenge=" + "c2".repeat(32) + "&seal_seed=" + "5E".repeat(32)));
		add("seed-alone", () -> this.wire.form(DEVICE, "seal_seed=" + "5e".repeat(32)));
		add("challenge-missing", () -> this.wire.form(DEVICE, "flow=browser"));
		add("challenge-and-code", () -> this.wire.form(DEVICE, "flow=code&code_challenge=" + "c1".repeat(32)));
		add("challenge-used", () -> {
			this.wire.form(DEVICE, "code_challenge=" + "e5".repeat(32));
			return this.wire.form(DEVICE, "device_name=other&code_challenge=" + "e5".repeat(32));
		});
	}

	private void addChoices() {
		add("choice-long", () -> this.wire.form(DEVICE, "choice=" + "a".repeat(65)));
		add("choice-many", () -> this.wire.form(DEVICE, "choice=1+2+3+4+5+6+7+8+9+10+11"));
		add("choice-unprintable", () -> this.wire.form(DEVICE, "choice=%00"));
		add("choices-list", () -> confirm("[\"org-2\"]"));
		add("choices-number", () -> confirm("{\"Organization\":2}"));
		add("choices-unknown", () -> confirm("{\"Organization\":\"org-2\"}"));
	}

	private RawResponse confirm(String choices) {
		String id = this.host.loginOf(this.wire.form(DEVICE, "")).id();
		return this.wire.json("/clilogin/logins/" + id + "/confirm", "{\"choices\":" + choices + "}",
				"X-Test-User: ann");
	}

	private void addCodeChallenges() {
		String s256 = "code_challenge_method=S256";
		add("method-unknown",
				() -> this.wire.form(DEVICE, "code_challenge=" + CHALLENGE + "&code_challenge_method=plain"));
		add("method-alone", () -> this.wire.form(DEVICE, s256));
		add("method-missing", () -> this.wire.form(DEVICE, "code_challenge=" + CHALLENGE));
		add("method-and-hex", () -> this.wire.form(DEVICE, s256 + "&code_challenge=" + "c1".repeat(32)));
		add("method-and-browser",
				() -> this.wire.form(DEVICE, s256 + "&code_challenge=" + CHALLENGE + "&flow=browser"));
		add("method-and-seed",
				() -> this.wire.form(DEVICE, s256 + "&code_challenge=" + CHALLENGE + "&seal_seed=" + "5e".repeat(32)));
		String start = s256 + "&code_challenge=" + CHALLENGE;
		add("verifier-missing", () -> this.wire.form(TOKEN, GRANT + deviceCode(start)));
		add("verifier-wrong",
				() -> this.wire.form(TOKEN, GRANT + deviceCode(start) + "&code_verifier=" + NEVER_ISSUED));
		add("verifier-malformed", () -> this.wire.form(TOKEN, GRANT + deviceCode(start) + "&code_verifier=a"));
		add("verifier-unasked", () -> this.wire.form(TOKEN, GRANT + deviceCode("") + "&code_verifier=" + NEVER_ISSUED));
	}

	private String deviceCode(String start) {
		return this.wire.form(DEVICE, start).text("device_code");
	}

	private void addDeviceCodes() {
		addDeviceCode("code-unknown", NEVER_ISSUED);
		addDeviceCode("code-malformed", "a");
		add("token-unknown", () -> this.wire.form("/clilogin/revoke", "token=a"));
	}

	private void addDeviceCode(String key, String code) {
		String json = "{\"deviceCode\":\"" + code + "\"}";
		add(key + "-form", () -> this.wire.form(TOKEN, GRANT + code));
		add(key + "-json", () -> this.wire.json(TOKEN, json));
		add(key + "-status", () -> this.wire.json("/clilogin/status", json));
		add(key + "-cancel", () -> this.wire.json("/clilogin/cancel", json));
	}

	private void addOutages() {
		String code = this.wire.form(DEVICE, "").text("device_code");
		String token = token();
		addOutage("stopped-token-form", () -> this.wire.form(TOKEN, GRANT + code));
		addOutage("stopped-token-json", () -> this.wire.json(TOKEN, "{\"deviceCode\":\"" + code + "\"}"));
		addOutage("stopped-device", () -> this.wire.form(DEVICE, ""));
		addOutage("stopped-status", () -> this.wire.form("/clilogin/status", "device_code=" + code));
		addOutage("stopped-cancel", () -> this.wire.form("/clilogin/cancel", "device_code=" + code));
		addOutage("stopped-revoke", () -> this.wire.form("/clilogin/revoke", "token=" + token));
	}

	private String token() {
		RawResponse device = this.host.confirmed(this.wire.form(DEVICE, ""));
		return this.wire.form(TOKEN, GRANT + device.text("device_code")).text("access_token");
	}

	private void addOutage(String key, Supplier<RawResponse> request) {
		add(key, () -> {
			this.host.store().fail(true);
			try {
				return request.get();
			}
			finally {
				this.host.store().fail(false);
			}
		});
	}

	private void addTooMuch(HostApplication busy) {
		add("too-early", () -> {
			String code = busy.wire().form(DEVICE, "").text("device_code");
			busy.wire().form(TOKEN, GRANT + code);
			busy.clock().advance(Duration.ofSeconds(2));
			return busy.wire().form(TOKEN, GRANT + code);
		});
		add("too-many-starts", () -> afterAMinute(busy, 120, () -> busy.wire().form(DEVICE, "")));
		add("too-many-codes", () -> afterAMinute(busy, 60, () -> busy.wire().form(TOKEN, GRANT + NEVER_ISSUED)));
	}

	private void addTooManyPending(HostApplication full) {
		add("evicted-form", () -> full.wire().form(TOKEN, GRANT + evicted(full)));
		add("evicted-json", () -> full.wire().json(TOKEN, "{\"deviceCode\":\"" + evicted(full) + "\"}"));
		add("evicted-status", () -> full.wire().form("/clilogin/status", "device_code=" + evicted(full)));
		add("too-many-pending", () -> {
			full.wire().form(DEVICE, "");
			return full.wire().form(DEVICE, "");
		});
	}

	/** Returns the device code of a login that gives way to that of another address. */
	private static String evicted(HostApplication full) {
		full.clock().advance(Duration.ofMinutes(10));
		String code = full.wire().form(DEVICE, "").text("device_code");
		full.wire().form(DEVICE, "", "X-Forwarded-For: 203.0.113.7");
		return code;
	}

	private static RawResponse afterAMinute(HostApplication busy, int allowed, Supplier<RawResponse> request) {
		busy.clock().advance(Duration.ofMinutes(1));
		for (int i = 0; i < allowed; i++) {
			assertThat(request.get().status()).isLessThan(429);
		}
		return request.get();
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
