package io.github.clilogin.web.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;

/**
 * The requests with return codes behind the table of bad input in the guide, as raw
 * bytes.
 */
final class BadReturnRequests {

	private static final String DEVICE = "/clilogin/device";

	private final RawConnection wire;

	private final RawConnection demanding;

	private final Map<String, Supplier<RawResponse>> requests = new LinkedHashMap<>();

	BadReturnRequests(HostApplication host, HostApplication demanding) {
		this.wire = host.wire();
		this.demanding = demanding.wire();
		addStarts();
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
	}

}
