package io.github.clilogin.sampleapp;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.web.util.HtmlUtils;

/**
 * A browser that keeps cookies, follows redirects and presses the buttons that it is
 * shown.
 */
final class Browser {

	private static final String ACCEPT = "text/html,*/*;q=0.8";

	private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);

	private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>");

	private static final Pattern REFRESH = Pattern.compile("<meta http-equiv=\"refresh\" content=\"0; url=([^\"]*)\">");

	private final HttpClient client = HttpClient.newBuilder()
		.cookieHandler(new CookieManager())
		.followRedirects(Redirect.NORMAL)
		.build();

	/** Opens a page. */
	Page open(String url) {
		return send(HttpRequest.newBuilder(URI.create(url)).header("Accept", ACCEPT));
	}

	/** Opens a page for which the user has to sign in first. */
	Page open(String url, String user) {
		return signIn(open(url), user);
	}

	/** Signs in where it is asked to. */
	Page signIn(Page page, String user) {
		return press(page, "Sign in", Map.of("username", user, "password", "demo"));
	}

	/** Presses the button of a form, whose fields the user has filled in. */
	Page press(Page page, String button, Map<String, String> typed) {
		Matcher form = FORM.matcher(page.html());
		while (form.find()) {
			if (form.group(2).contains(">" + button + "</button>")) {
				Map<String, String> fields = hidden(form.group(2));
				fields.putAll(typed);
				return send(HttpRequest.newBuilder(page.url().resolve(attribute("action", form.group(1))))
					.header("Accept", ACCEPT)
					.header("Content-Type", "application/x-www-form-urlencoded")
					.POST(BodyPublishers.ofString(encode(fields))));
			}
		}
		throw new AssertionError("No button " + button + " on " + page.html());
	}

	/** Goes on from a page that wants to be left at once. */
	Page refresh(Page page) {
		Matcher refresh = REFRESH.matcher(page.html());
		if (refresh.find()) {
			return open(page.url().resolve(HtmlUtils.htmlUnescape(refresh.group(1))).toString());
		}
		throw new AssertionError("No refresh on " + page.html());
	}

	private static Map<String, String> hidden(String form) {
		Map<String, String> fields = new LinkedHashMap<>();
		Matcher input = INPUT.matcher(form);
		while (input.find()) {
			if (attribute("type", input.group(1)).equals("hidden")) {
				fields.put(attribute("name", input.group(1)), attribute("value", input.group(1)));
			}
		}
		return fields;
	}

	private static String attribute(String name, String tag) {
		Matcher value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
		return value.find() ? HtmlUtils.htmlUnescape(value.group(1)) : "";
	}

	static String encode(Map<String, String> fields) {
		return fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	private Page send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = this.client.send(request.build(), BodyHandlers.ofString());
			List<URI> way = Stream
				.iterate(Optional.of(response), Optional::isPresent, (r) -> r.get().previousResponse())
				.map((r) -> r.get().uri())
				.toList();
			return new Page(response.uri(), response.statusCode(), response.body(), way);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What the browser shows.
	 *
	 * @param url where it ended up
	 * @param status the status
	 * @param html the page
	 * @param way all the addresses that led there, the last one first
	 */
	record Page(URI url, int status, String html, List<URI> way) {
	}

}
