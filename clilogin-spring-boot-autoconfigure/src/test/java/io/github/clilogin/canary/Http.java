package io.github.clilogin.canary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.util.HtmlUtils;

/**
 * Talks to a host as a command line and as a browser, and keeps all answers but those
 * that hand a secret over.
 */
final class Http {

	private static final JsonMapper mapper = new JsonMapper();

	private static final Pattern FORM = Pattern.compile("<form [^>]*?action=\"([^\"]*)\"[^>]*>(.*?)</form>",
			Pattern.DOTALL);

	private static final Pattern HIDDEN = Pattern
		.compile("<input (?=[^>]*type=\"hidden\")[^>]*?name=\"([^\"]*)\"[^>]*?value=\"([^\"]*)\"");

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	private final Map<String, String> answers = new LinkedHashMap<>();

	private final String url;

	private final String userAgent;

	Http(String url, String userAgent) {
		this.url = url;
		this.userAgent = userAgent;
	}

	/** What was asked for, with everything that was answered. */
	Map<String, String> answers() {
		return this.answers;
	}

	/** An answer that must hold no secret. */
	HttpResponse<String> get(String path, String... headers) {
		return keep(path, send(request(path, headers).GET()));
	}

	/** An answer that must hold no secret. */
	HttpResponse<String> post(String path, String type, String body, String... headers) {
		return keep(path + " " + type, send(request(path, headers).header("Content-Type", type).POST(body(body))));
	}

	/** An answer that hands a secret over. */
	JsonNode secret(String path, String type, String body) {
		HttpResponse<String> answer = send(request(path).header("Content-Type", type).POST(body(body)));
		if (answer.statusCode() != 200) {
			throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
		}
		return mapper.readTree(answer.body());
	}

	/** Signs the user in, as the browser that this is as well. */
	void signIn(String user, String password) {
		press("/login", "Sign in", "username=" + user, "password=" + password);
	}

	/** Presses the button on a page that the user has opened, with fields filled in. */
	void press(String path, String button, String... typed) {
		Matcher form = FORM.matcher(get(path).body());
		while (form.find()) {
			if (form.group(2).contains(">" + button + "</button>")) {
				List<String> fields = new ArrayList<>(List.of(typed));
				Matcher hidden = HIDDEN.matcher(form.group(2));
				while (hidden.find()) {
					fields.add(hidden.group(1) + "=" + encode(HtmlUtils.htmlUnescape(hidden.group(2))));
				}
				post(HtmlUtils.htmlUnescape(form.group(1)), "application/x-www-form-urlencoded",
						String.join("&", fields));
				return;
			}
		}
		throw new AssertionError("No button " + button + " on " + path);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static HttpRequest.BodyPublisher body(String body) {
		return BodyPublishers.ofString(body);
	}

	private HttpRequest.Builder request(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.url).resolve(path))
			.header("User-Agent", this.userAgent);
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	private HttpResponse<String> keep(String what, HttpResponse<String> answer) {
		this.answers.put(this.answers.size() + " " + what,
				answer.statusCode() + " " + answer.headers().map() + "\n" + answer.body());
		return answer;
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), BodyHandlers.ofString());
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
