package io.github.clilogin.web.cli;

import java.net.URI;
import java.util.List;
import java.util.Set;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.web.CliLoginPaths;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireRequest;
import io.github.clilogin.web.wire.WireResponse;

/** Serves the metadata of the endpoints (RFC 8414). */
final class MetadataEndpoint {

	private static final List<String> NONE = List.of("none");

	private final CliLoginPaths paths;

	private final URI issuer;

	private final Set<String> scopes;

	MetadataEndpoint(CliLoginWebSettings settings, Set<String> scopes) {
		this.paths = settings.paths();
		this.issuer = settings.issuer();
		this.scopes = scopes;
	}

	ServerResponse document(ServerRequest request) {
		return WireResponse.ok(WireDialect.JSON_SNAKE)
			.with("issuer", this.issuer.toASCIIString())
			.with("device_authorization_endpoint", url(this.paths.device()))
			.with("token_endpoint", url(this.paths.token()))
			.with("revocation_endpoint", url(this.paths.revoke()))
			.with("grant_types_supported", List.of(WireRequest.DEVICE_GRANT_TYPE))
			.with("response_types_supported", NONE)
			.with("token_endpoint_auth_methods_supported", NONE)
			.with("revocation_endpoint_auth_methods_supported", NONE)
			.with("code_challenge_methods_supported", List.of(StartRequest.CODE_CHALLENGE_METHOD))
			.with("scopes_supported", this.scopes.isEmpty() ? null : this.scopes)
			.toResponse();
	}

	private String url(String path) {
		return VerificationUris.base(this.issuer).path(path).build(true).toUriString();
	}

}
