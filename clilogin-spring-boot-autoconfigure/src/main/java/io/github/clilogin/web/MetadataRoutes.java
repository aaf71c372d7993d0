package io.github.clilogin.web;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLoginService;

/**
 * Tells clients where the endpoints are (RFC 8414). Clients look in three places if the
 * issuer has a path.
 */
final class MetadataRoutes {

	private static final String OAUTH = "/.well-known/oauth-authorization-server";

	private static final String OPENID = "/.well-known/openid-configuration";

	private MetadataRoutes() {
	}

	static RouterFunction<ServerResponse> create(CliLoginService service, CliLoginWebSettings settings) {
		Set<String> scopes = service.settings().scopes();
		RouterFunctions.Builder routes = RouterFunctions.route();
		for (String path : paths(settings)) {
			routes.GET(path, (request) -> document(settings, scopes).toResponse())
				.route(RequestPredicates.path(path), Failures.methodNotAllowed("GET"));
		}
		return routes.onError(Exception.class, Failures::answer).build();
	}

	static Set<String> paths(CliLoginWebSettings settings) {
		String path = issuer(settings).getPath();
		return new TreeSet<>(List.of(OAUTH, OPENID, OAUTH + (path.endsWith("/") ? "" : path)));
	}

	private static URI issuer(CliLoginWebSettings settings) {
		if (settings.baseUrl() == null) {
			throw new IllegalArgumentException(
					"Metadata needs clilogin.base-url: clients compare it with the URL that they asked");
		}
		return settings.baseUrl();
	}

	static Answer document(CliLoginWebSettings settings, Set<String> scopes) {
		CliLoginPaths paths = settings.paths();
		List<String> none = List.of("none");
		return Answer.ok(Dialect.JSON_SNAKE)
			.with("issuer", issuer(settings).toASCIIString())
			.with("device_authorization_endpoint", url(paths.device(), settings))
			.with("token_endpoint", url(paths.token(), settings))
			.with("revocation_endpoint", url(paths.revoke(), settings))
			.with("grant_types_supported", List.of(TokenEndpoint.GRANT_TYPE))
			.with("response_types_supported", none)
			.with("token_endpoint_auth_methods_supported", none)
			.with("revocation_endpoint_auth_methods_supported", none)
			.with("scopes_supported", scopes.isEmpty() ? null : scopes);
	}

	private static String url(String path, CliLoginWebSettings settings) {
		return VerificationUris.base(issuer(settings)).path(path).build(true).toUriString();
	}

}
