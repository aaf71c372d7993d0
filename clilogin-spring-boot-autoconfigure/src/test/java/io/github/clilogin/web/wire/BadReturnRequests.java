package io.github.clilogin.web.wire;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.clilogin.DecisionResult;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestUsers;

/**
 * The requests with return codes behind the table of bad input in the guide, as raw
 * bytes.
 */
final class BadReturnRequests {

	private static final String DEVICE = "/clilogin/device";

	private static final String TOKEN = "/clilogin/token";

	private final HostApplication host;

	private final RawConnection wire;

	private final RawConnection demanding;

	private final RawConnection guarding;

	private final Map<String, Supplier<RawResponse>> requests = new LinkedHashMap<>();

	BadReturnRequests(HostApplication host, HostApplication demanding, HostApplication guarding) {
		this.host = host;
		this.wire = host.wire();
		this.demanding = demanding.wire();
		this.guarding = guarding.wire();
		addStarts();
		addMalformedPolls();
		addPolls();
		addLatePolls();
		addReplacements();
	}

	Map<String, Supplier<RawResponse>> all() {
		return this.requests;
	}

	private void add(String key, Supplier<RawResponse> request) {
		this.requests.put(key, request);
	}

	private void addStarts() {
		add("return-port-missing", () -> this.wire.form(DEVICE, "return_methods=loopback"));
		add("return-port-low", () -> this.wire.form(DEVICE, "return_methods=loopback&return_port=1023"));
		add("return-port-malformed", () -> this.wire.form(DEVICE, "return_methods=loopback&return_port=5e4"));
		add("return-methods-repeated", () -> this.wire.form(DEVICE, "return_methods=code&return_methods=code"));
		add("return-methods-list", () -> this.wire.json(DEVICE, "{\"returnMethods\":[\"code\"]}"));
		add("return-methods-missing", () -> this.demanding.form(DEVICE, "client_id=acme"));
		add("scope-unproven", () -> this.guarding.form(DEVICE, "scope=write"));
		add("scope-unproven-none", () -> this.guarding.form(DEVICE, "return_methods=code"));
	}

	private void addMalformedPolls() {
		add("return-code-malformed", () -> poll(start(), "&return_code=BCD-FG"));
		add("return-code-malformed-status", () -> this.wire.json("/clilogin/status",
				"{\"deviceCode\":\"" + start().text("device_code") + "\",\"returnCode\":\"BCD-FG\"}"));
		add("return-code-repeated", () -> poll(start(), "&return_code=BCD-FGH&return_code=BCD-FGH"));
		add("return-code-query", () -> this.wire.form(TOKEN + "?return_code=BCD-FGH", grant(start())));
		add("return-code-list", () -> this.wire.json(TOKEN, "{\"deviceCode\":\"a\",\"returnCode\":[]}"));
		add("return-known-malformed", () -> poll(start(), "&return_known=yes"));
		add("return-prefix-missing", () -> this.wire.form(TOKEN, grant(start()).replace("=r.", "=")));
	}

	private void addPolls() {
		add("return-code-early", () -> poll(start(), "&return_code=BCD-FGH"));
		add("return-code-missing", () -> poll(confirmed().device(), ""));
		add("return-code-wrong", () -> poll(confirmed().device(), "&return_code=" + "A".repeat(43)));
		add("return-code-foreign", () -> poll(confirmed().device(), confirmed().right()));
		add("return-code-of-other-method", () -> poll(confirmed().device(), "&return_code=BCD-FGH"));
		add("return-code-third", () -> {
			RawResponse device = confirmed().device();
			poll(device, "&return_code=" + "A".repeat(43));
			poll(device, "&return_code=" + "E".repeat(43));
			return poll(device, "&return_code=" + "I".repeat(43));
		});
		add("return-code-unasked", () -> poll(this.host.confirmed(this.wire.form(DEVICE, "")), "&return_code=BCD-FGH"));
	}

	private void addLatePolls() {
		add("return-code-late", () -> {
			Confirmed late = confirmed();
			this.host.clock().advance(Duration.ofMinutes(10));
			return poll(late.device(), late.right());
		});
		add("return-code-missing-again", () -> {
			Confirmed collected = confirmed();
			poll(collected.device(), collected.right());
			return poll(collected.device(), "");
		});
		add("return-code-replayed", () -> {
			Confirmed used = confirmed();
			this.host.service().authenticate(poll(used.device(), used.right()).text("access_token"));
			return poll(used.device(), used.right());
		});
	}

	private void addReplacements() {
		add("return-of-another-user", () -> this.wire.json(replacement(), "{}", "X-Test-User: ben"));
		add("return-by-form", () -> this.wire.form(replacement(), "", "X-Test-User: ann"));
		add("return-cross-site",
				() -> this.wire.json(replacement(), "{}", "X-Test-User: ann", "Sec-Fetch-Site: cross-site"));
	}

	private String replacement() {
		return "/clilogin/logins/" + this.host.loginOf(confirmed().device()).id() + "/return";
	}

	private RawResponse start() {
		return this.wire.form(DEVICE, "return_methods=loopback+code&return_port=50123");
	}

	private Confirmed confirmed() {
		RawResponse device = start();
		DecisionResult.Decided decided = (DecisionResult.Decided) this.host.service()
			.confirm(this.host.loginOf(device).id(), TestUsers.account("ann"));
		return new Confirmed(device, Objects.requireNonNull(decided.returnCode()));
	}

	private RawResponse poll(RawResponse device, String more) {
		return this.wire.form(TOKEN, grant(device) + more);
	}

	private static String grant(RawResponse device) {
		return "grant_type=device_code&device_code=" + device.text("device_code");
	}

	/**
	 * A confirmed login.
	 *
	 * @param device the response to its start
	 * @param code its return code
	 */
	private record Confirmed(RawResponse device, ReturnCode code) {

		String right() {
			return "&return_code=" + this.code.value();
		}

	}

}
