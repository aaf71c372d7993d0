package io.github.clilogin.autoconfigure.security;

import java.net.http.HttpResponse;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;

/**
 * A command line in front of a host, with one login.
 */
final class CommandLine {

	private static final JsonMapper mapper = new JsonMapper();

	private final Host host;

	private final JsonNode device;

	/** Starts a login. */
	CommandLine(Host host, String deviceName) throws Exception {
		this(host, deviceName, "");
	}

	/** Starts a login with scopes. */
	CommandLine(Host host, String deviceName, String scope) throws Exception {
		this.host = host;
		this.device = json(
				host.post("/clilogin/device", Map.of("client_id", "acme", "device_name", deviceName, "scope", scope)));
	}

	CliLogin login() {
		return this.host.bean(CliLoginRepository.class)
			.findByUserCode(this.device.get("user_code").asString().replace("-", ""))
			.orElseThrow();
	}

	/** The user, ann, confirms. */
	CommandLine confirmed() {
		this.host.bean(CliLoginService.class).confirm(login().id(), ann());
		return this;
	}

	static Authentication ann() {
		UserDetails ann = User.withUsername("ann").password("").roles("USER").build();
		return UsernamePasswordAuthenticationToken.authenticated(ann, null,
				AuthorityUtils.createAuthorityList("ROLE_USER"));
	}

	HttpResponse<String> poll() throws Exception {
		return this.host.post("/clilogin/token", Map.of("grant_type", "device_code", "client_id", "acme", "device_code",
				this.device.get("device_code").asString()));
	}

	/** The same in JSON, natively. */
	HttpResponse<String> status() throws Exception {
		return this.host.json("/clilogin/status", mapper
			.writeValueAsString(Map.of("clientId", "acme", "deviceCode", this.device.get("device_code").asString())));
	}

	HttpResponse<String> cancel() throws Exception {
		return this.host.post("/clilogin/cancel", Map.of("device_code", this.device.get("device_code").asString()));
	}

	/** Collects, or collects again. */
	String token() throws Exception {
		return json(poll()).get("access_token").asString();
	}

	/** Status and error code of an answer in one. */
	static String error(HttpResponse<String> answer) {
		return answer.statusCode() + " " + json(answer).path("error").asString("");
	}

	static JsonNode json(HttpResponse<String> answer) {
		return mapper.readTree(answer.body());
	}

	/** As a header of a request. */
	static String[] bearer(String token) {
		return new String[] { "Authorization", "Bearer " + token };
	}

}
