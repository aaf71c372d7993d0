package io.github.clilogin.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
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
import java.util.stream.Collectors;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Acts as a browser without scripts. It keeps cookies and submits forms. It shows a
 * redirect instead of following it, until {@link View#follow} is called. A header is
 * written as {@code "Name: value"}. Not thread-safe.
 */
public final class TestBrowser {

	/** The header by which a browser asks for a page. */
	public static final String HTML = "Accept: text/html,*/*;q=0.8";

	private static final JsonMapper mapper = new JsonMapper();

	private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

	private final HttpClient client;

	private final List<URI> history = new ArrayList<>();

	private final URI base;

	private final String[] headers;

	/**
	 * Creates a browser that resolves paths against a base and sends these headers with
	 * every request.
	 */
	public TestBrowser(URI base, String... headers) {
		this(base, HttpClient.newBuilder(), headers);
	}

	private TestBrowser(URI base, HttpClient.Builder client, String... headers) {
		this.base = base;
		this.headers = headers;
		this.client = client.cookieHandler(this.cookies).build();
	}

	/**
	 * Creates a browser of an application on this machine that has another host name, for
	 * which no name server is asked.
	 */
	public static TestBrowser at(String hostName, int port) {
		ProxySelector server = ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		return new TestBrowser(URI.create("http://" + hostName + ":" + port), HttpClient.newBuilder().proxy(server));
	}

	/** Signs a user in by the form of Spring Security. The password is {@code demo}. */
	public TestBrowser as(String user) {
		get("/login").signIn(user);
		return this;
	}

	/** Opens a page, and signs the user in if the application asks for a password. */
	public View open(String path, String user) {
		View view = get(path).follow();
		return view.asksForPassword() ? view.signIn(user) : view;
	}

	/** Sends a GET request. */
	public View get(String path, String... more) {
		return send(request(path, more).GET());
	}

	/** Sends a form that no page contained. */
	public View post(String path, Map<String, String> fields, String... more) {
		return post(path, "application/x-www-form-urlencoded", encode(fields), more);
	}

	/** Sends JSON, as a script of a page does. */
	public View json(String path, String body, String... more) {
		return post(path, "application/json", body, more);
	}

	/** Sends a POST request with a body of this media type. */
	public View post(String path, String type, String body, String... more) {
		return send(request(path, more).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
	}

	/** Sends a request without a body. */
	public View send(String method, String path) {
		return send(request(path).method(method, BodyPublishers.noBody()));
	}

	private HttpRequest.Builder request(String path, String... more) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.base.resolve(path));
		for (String[] all : new String[][] { this.headers, more }) {
			for (String header : all) {
				int colon = header.indexOf(':');
				request.header(header.substring(0, colon), header.substring(colon + 1).strip());
			}
		}
		return request;
	}

	private View send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = this.client.send(request.build(), BodyHandlers.ofString());
			this.history.add(0, response.uri());
			return new View(this, response);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Encodes the fields of a form for a body or a query. */
	public static String encode(Map<String, String> fields) {
		return fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	/** Returns the addresses that this browser has opened, the last one first. */
	public List<URI> history() {
		return this.history;
	}

	/** Returns the CSRF token in the sign-in form of the host application. */
	public String csrf() {
		return get("/login").form("/login").value("_csrf");
	}

	/** Returns the cookies as a header, for a request that this browser does not send. */
	public String cookies() {
		return "Cookie: " + store().get(this.base)
			.stream()
			.map((cookie) -> cookie.getName() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
	}

	/** Removes the cookies with these names, or all cookies if no name is given. */
	public TestBrowser forget(String... names) {
		List<String> forgotten = List.of(names);
		for (HttpCookie cookie : List.copyOf(store().getCookies())) {
			if (forgotten.isEmpty() || forgotten.contains(cookie.getName())) {
				store().remove(null, cookie);
			}
		}
		return this;
	}

	private CookieStore store() {
		return this.cookies.getCookieStore();
	}

	/**
	 * A response that the browser shows, usually a page.
	 *
	 * @param browser the browser
	 * @param response the response
	 */
	public record View(TestBrowser browser, HttpResponse<String> response) {

		/** Returns the address of the page. */
		public URI url() {
			return this.response.uri();
		}

		/** Returns the status of the response. */
		public int status() {
			return this.response.statusCode();
		}

		/** Returns the body of the response. */
		public String html() {
			return this.response.body();
		}

		/** Returns the body of a response that is JSON. */
		public JsonNode json() {
			return mapper.readTree(html());
		}

		/**
		 * Returns the status and the error code of JSON, such as
		 * {@code 400 invalid_request}.
		 */
		public String error() {
			return status() + " " + json().path("error").asString("");
		}

		/** Returns the first value of a header, or an empty text. */
		public String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

		/** Returns the HTML in the first heading, or an empty text. */
		public String heading() {
			Element heading = page().selectFirst("h1");
			return (heading != null) ? heading.html() : "";
		}

		private Document page() {
			return Jsoup.parse(html(), url().toString());
		}

		/** Returns whether the page is a sign-in form. */
		public boolean asksForPassword() {
			return has("form [name=password]");
		}

		/** Returns whether the page has an element that matches a CSS query. */
		public boolean has(String query) {
			return page().selectFirst(query) != null;
		}

		/**
		 * Goes where the responses lead, by redirects and by pages that refresh at once.
		 */
		public View follow() {
			Element refresh = page().selectFirst("meta[http-equiv=refresh]");
			if (refresh != null) {
				return goTo(refresh.attr("content").replaceFirst("^0; url=", "")).follow();
			}
			return header("Location").isEmpty() ? this : goTo(header("Location")).follow();
		}

		private View goTo(String place) {
			return this.browser.get(url().resolve(place).toString());
		}

		/** Finds the first form whose action has this end. */
		public HtmlForm form(String actionEnd) {
			return HtmlForm.find(html(), actionEnd);
		}

		/** Finds the first form with an element that matches a CSS query. */
		public HtmlForm formWith(String query) {
			return HtmlForm.find(page(), query, (form) -> form.element().selectFirst(query) != null);
		}

		/** Submits the form whose action has this end, without filling it in. */
		public View submit(String actionEnd) {
			return submit(actionEnd, Map.of());
		}

		/**
		 * Submits the form whose action has this end, with some fields filled in or
		 * changed.
		 */
		public View submit(String actionEnd, Map<String, String> changes) {
			return submit(form(actionEnd), changes);
		}

		/** Presses the button with this text, and follows the response. */
		public View press(String button) {
			HtmlForm form = HtmlForm.find(page(), "the button " + button, (each) -> each.hasButton(button));
			return submit(form, Map.of()).follow();
		}

		/** Submits a form of this page, with some fields filled in or changed. */
		public View submit(HtmlForm form, Map<String, String> changes) {
			Map<String, String> fields = new LinkedHashMap<>(form.fields());
			fields.putAll(changes);
			return this.browser.post(url().resolve(form.action()).toString(), fields);
		}

		/** Signs a user in by the form of this page, and follows the response. */
		public View signIn(String user) {
			return submit("/login", Map.of("username", user, "password", "demo")).follow();
		}

	}

}
