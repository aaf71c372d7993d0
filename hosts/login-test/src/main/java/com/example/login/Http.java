package com.example.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sends requests, and fails rather than waits for ever.
 *
 * @param client the client
 */
record Http(HttpClient client) {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	static Http withCookies() {
		CookieHandler cookies = new CookieManager();
		return new Http(HttpClient.newBuilder().cookieHandler(cookies).followRedirects(Redirect.NORMAL).build());
	}

	static Http plain() {
		return new Http(HttpClient.newHttpClient());
	}

	Answer get(String url, String... headers) {
		return send(request(url, headers));
	}

	Answer post(String url, Map<String, String> form, String... headers) {
		String body = form.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		return send(request(url, headers).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(body)));
	}

	Answer postJson(String url, String json, String... headers) {
		return send(
				request(url, headers).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
	}

	private static HttpRequest.Builder request(String url, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	private Answer send(HttpRequest.Builder request) {
		long start = System.nanoTime();
		try {
			HttpResponse<String> response = this.client.send(request.build(), BodyHandlers.ofString());
			return Answer.of(response, Duration.ofNanos(System.nanoTime() - start));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
