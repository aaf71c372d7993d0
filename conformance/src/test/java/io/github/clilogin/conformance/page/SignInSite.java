package io.github.clilogin.conformance.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Signs the user {@code octocat} in at another site, as GitHub does with OAuth 2.0. Each
 * sign-in needs a click, so that this site starts the navigation back.
 */
final class SignInSite implements AutoCloseable {

	private static final String PROVIDER = "spring.security.oauth2.client.provider.github.";

	private static final String PAGE = """
			<!doctype html><title>Sign in</title>
			<form action="/approve"><input type="hidden" name="to" value="%s"><button>Approve</button></form>
			""";

	private final HttpServer server;

	SignInSite() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/authorize",
				(exchange) -> answer(exchange, "text/html", PAGE.formatted(callback(exchange.getRequestURI()))));
		this.server.createContext("/approve", SignInSite::approve);
		this.server.createContext("/token", (exchange) -> answer(exchange, "application/json",
				"{\"access_token\":\"a\",\"token_type\":\"bearer\"}"));
		this.server.createContext("/user",
				(exchange) -> answer(exchange, "application/json", "{\"id\":583231,\"login\":\"octocat\"}"));
		this.server.start();
	}

	private static String callback(URI request) {
		Map<String, String> parameters = UriComponentsBuilder.fromUri(request)
			.build()
			.getQueryParams()
			.asSingleValueMap();
		String target = URLDecoder.decode(parameters.get("redirect_uri"), StandardCharsets.UTF_8);
		return target + "?code=x&amp;state=" + parameters.get("state");
	}

	private static void approve(HttpExchange exchange) throws IOException {
		String target = exchange.getRequestURI().getRawQuery().substring("to=".length());
		exchange.getResponseHeaders().add("Location", URLDecoder.decode(target, StandardCharsets.UTF_8));
		exchange.sendResponseHeaders(302, -1);
		exchange.close();
	}

	private static void answer(HttpExchange exchange, String type, String body) throws IOException {
		exchange.getResponseHeaders().add("Content-Type", type);
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	/** Returns the properties that make the sample application use this site. */
	Map<String, String> properties() {
		return Map.of(PROVIDER + "authorization-uri", url("/authorize"), PROVIDER + "token-uri", url("/token"),
				PROVIDER + "user-info-uri", url("/user"), "GITHUB_CLIENT_ID", "acme", "GITHUB_CLIENT_SECRET", "secret");
	}

	private String url(String path) {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + path;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
