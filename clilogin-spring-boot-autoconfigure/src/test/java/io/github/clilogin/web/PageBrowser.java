package io.github.clilogin.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;
import io.github.clilogin.web.page.HtmlForm;

/**
 * As much of a browser as a page without script needs: cookies, forms and links.
 */
public final class PageBrowser {

	private final URI base;

	private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private final String[] headers;

	public PageBrowser(int port) {
		this(URI.create("http://localhost:" + port));
	}

	/** Sends some headers with every request, such as those of a signed-in user. */
	public PageBrowser(URI base, String... headers) {
		this.base = base;
		this.headers = headers;
	}

	/** Signs in by the host's form. */
	public PageBrowser as(String user) {
		get("/login").signIn(user);
		return this;
	}

	public View get(String path) {
		return send("GET", path, null);
	}

	public View send(String method, String path, @Nullable Map<String, String> fields) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.base.resolve(path));
		if (this.headers.length > 0) {
			request.headers(this.headers);
		}
		if (fields == null) {
			request.method(method, HttpRequest.BodyPublishers.noBody());
		}
		else {
			request.method(method, HttpRequest.BodyPublishers.ofString(encode(fields)));
			request.header("Content-Type", "application/x-www-form-urlencoded");
		}
		return new View(this, answer(request.build()));
	}

	private HttpResponse<String> answer(HttpRequest request) {
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static String encode(Map<String, String> fields) {
		return fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	/** The cookies as a header, for a request on the wire. */
	public String cookies() {
		return "Cookie: " + this.cookies.getCookieStore()
			.get(this.base)
			.stream()
			.map((cookie) -> cookie.getName() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
	}

	public PageBrowser forget(String... names) {
		for (String name : names) {
			this.cookies.getCookieStore()
				.getCookies()
				.stream()
				.filter((cookie) -> cookie.getName().equals(name))
				.toList()
				.forEach((cookie) -> this.cookies.getCookieStore().remove(null, cookie));
		}
		return this;
	}

	/**
	 * An answer.
	 *
	 * @param browser who got it
	 * @param response what it is
	 */
	public record View(PageBrowser browser, HttpResponse<String> response) {

		private static final Pattern HEADING = Pattern.compile("<h1>(.*?)</h1>");

		private static final Pattern REFRESH = Pattern.compile("http-equiv=\"refresh\" content=\"0; url=([^\"]*)\"");

		public int status() {
			return this.response.statusCode();
		}

		public String html() {
			return this.response.body();
		}

		public String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

		public String heading() {
			Matcher heading = HEADING.matcher(html());
			return heading.find() ? heading.group(1) : "";
		}

		/** Goes where the answers lead, by redirects and refreshes at once. */
		public View follow() {
			Matcher refresh = REFRESH.matcher(html());
			if (refresh.find()) {
				return goTo(HtmlUtils.htmlUnescape(refresh.group(1))).follow();
			}
			return header("Location").isEmpty() ? this : goTo(header("Location")).follow();
		}

		private View goTo(String place) {
			return this.browser.get(absolute(place));
		}

		private String absolute(String place) {
			return this.response.uri().resolve(place).toString();
		}

		public HtmlForm form(String actionEnd) {
			return HtmlForm.find(html(), actionEnd);
		}

		public View submit(String actionEnd) {
			return submit(actionEnd, Map.of());
		}

		/** Presses the one button of a form, with some fields filled in or changed. */
		public View submit(String actionEnd, Map<String, String> changes) {
			HtmlForm form = form(actionEnd);
			return this.browser.send("POST", absolute(form.action()), form.with(changes));
		}

		public View signIn(String user) {
			return submit("/login", Map.of("username", user, "password", "demo")).follow();
		}

	}

}
