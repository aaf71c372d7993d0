package io.github.clilogin.guide;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.util.HtmlUtils;

/**
 * An application that uses an example of the guide, with a browser and a command line.
 */
final class GuideHost implements AutoCloseable {

	private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]*)\"[^>]*>(.*?)</form>",
			Pattern.DOTALL);

	private static final Pattern FIELD = Pattern
		.compile("<input name=\"([^\"]*)\" type=\"hidden\" value=\"([^\"]*)\"|<input type=\"hidden\" name=\"([^\"]*)\" "
				+ "value=\"([^\"]*)\"");

	private final ConfigurableApplicationContext context;

	private final HttpClient browser = HttpClient.newBuilder()
		.cookieHandler(new CookieManager())
		.followRedirects(HttpClient.Redirect.NORMAL)
		.build();

	private final HttpClient terminal = HttpClient.newHttpClient();

	private GuideHost(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/** Starts an application whose user is ann with the password demo. */
	static GuideHost start(Class<?> configuration) {
		return new GuideHost(new SpringApplicationBuilder(configuration).run("--server.port=0",
				"--clilogin.store=memory", "--clilogin.endpoints.cli=true", "--clilogin.endpoints.page=true",
				"--clilogin.login.scopes=read", "--spring.security.user.name=ann",
				"--spring.security.user.password=demo",
				"--spring.autoconfigure.exclude=org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
				"--spring.main.banner-mode=off", "--logging.level.root=warn"));
	}

	/** Signs ann in by the form of Spring Security. */
	void signIn() {
		press("/login", "/login", Map.of("username", "ann", "password", "demo"));
	}

	/** A whole login, confirmed in the browser: what the terminal gets. */
	JsonNode login(String... browserHeaders) {
		JsonNode device = post("/clilogin/device", Map.of("client_id", "acme", "scope", "read"));
		String page = "/clilogin?user_code=" + device.get("user_code").asString();
		assertConfirmed(press(page, "/clilogin/confirm", Map.of(), browserHeaders));
		return post("/clilogin/token", Map.of("client_id", "acme", "grant_type", "device_code", "device_code",
				device.get("device_code").asString()));
	}

	private static void assertConfirmed(HttpResponse<String> page) {
		if (page.statusCode() != 200 || !page.body().contains("<h1>Confirmed</h1>")) {
			throw new AssertionError(page.statusCode() + " " + page.body());
		}
	}

	HttpResponse<String> open(String path, String... headers) {
		return send(this.browser, request(path, headers).GET());
	}

	/** Calls the API from the terminal. */
	HttpResponse<String> call(String path, String... headers) {
		return send(this.terminal, request(path, headers).GET());
	}

	private JsonNode post(String path, Map<String, String> form) {
		return new JsonMapper().readTree(send(this.terminal, request(path).POST(body(form))).body());
	}

	private HttpResponse<String> press(String page, String action, Map<String, String> typed, String... headers) {
		HttpResponse<String> opened = open(page, headers);
		Matcher form = FORM.matcher(opened.body());
		while (form.find()) {
			if (form.group(1).endsWith(action)) {
				Map<String, String> fields = hidden(form.group(2));
				fields.putAll(typed);
				return send(this.browser, request(form.group(1), headers).POST(body(fields)));
			}
		}
		throw new AssertionError("No form " + action + " on " + opened.body());
	}

	private static Map<String, String> hidden(String form) {
		Map<String, String> fields = new LinkedHashMap<>();
		Matcher field = FIELD.matcher(form);
		while (field.find()) {
			int first = (field.group(1) != null) ? 1 : 3;
			fields.put(field.group(first), HtmlUtils.htmlUnescape(field.group(first + 1)));
		}
		return fields;
	}

	private static HttpRequest.BodyPublisher body(Map<String, String> form) {
		return BodyPublishers.ofString(form.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&")));
	}

	private HttpRequest.Builder request(String path, String... headers) {
		URI url = URI.create("http://localhost:" + this.context.getEnvironment().getProperty("local.server.port"));
		HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Accept", "text/html,*/*;q=0.8");
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
		try {
			return client.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

}
