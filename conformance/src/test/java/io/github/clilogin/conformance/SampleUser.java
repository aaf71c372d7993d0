package io.github.clilogin.conformance;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A user with a browser who signs in and presses the buttons of the real pages.
 */
final class SampleUser {

	private final HttpClient browser = HttpClient.newBuilder()
		.cookieHandler(new CookieManager())
		.followRedirects(HttpClient.Redirect.NORMAL)
		.build();

	private final String name;

	private final String password;

	private SampleUser(String name, String password) {
		this.name = name;
		this.password = password;
	}

	static SampleUser ann() {
		return new SampleUser("ann", "demo");
	}

	void confirm(Invitation invitation) throws IOException, InterruptedException {
		review(invitation).submit(to("/confirm"));
	}

	void reject(Invitation invitation) throws IOException, InterruptedException {
		review(invitation).submit(to("/reject"));
	}

	private static Predicate<HtmlForm> to(String button) {
		return (form) -> form.action().endsWith(button);
	}

	private Page review(Invitation invitation) throws IOException, InterruptedException {
		Page page = open(HttpRequest.newBuilder(invitation.uri()));
		if (page.has((form) -> form.asksFor("password"))) {
			page = page.submit(page.form((form) -> form.asksFor("password"))
				.type("text", this.name)
				.type("password", this.password));
		}
		if (!page.has(to("/confirm"))) {
			page = page.submit(page.form((form) -> form.asksFor("text")).type("text", invitation.userCode()));
		}
		assertThat(page.html()).as("the page shows the code to compare").contains(invitation.userCode());
		return page;
	}

	private Page open(HttpRequest.Builder request) throws IOException, InterruptedException {
		request.header("Accept", "text/html").header(WireTap.TEST_HEADER, "true");
		HttpResponse<String> response = this.browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).as("%s %s", response, response.body()).isEqualTo(200);
		return new Page(response.uri(), response.body());
	}

	/** Contains a page in the browser. */
	private final class Page {

		private final URI uri;

		private final String html;

		private Page(URI uri, String html) {
			this.uri = uri;
			this.html = html;
		}

		private String html() {
			return this.html;
		}

		private boolean has(Predicate<HtmlForm> wanted) {
			return HtmlForm.in(this.html).stream().anyMatch(wanted);
		}

		private HtmlForm form(Predicate<HtmlForm> wanted) {
			return HtmlForm.in(this.html)
				.stream()
				.filter(wanted)
				.findFirst()
				.orElseThrow(() -> new AssertionError("The form is not on " + this.uri + ": " + this.html));
		}

		private Page submit(Predicate<HtmlForm> wanted) throws IOException, InterruptedException {
			return submit(form(wanted));
		}

		private Page submit(HtmlForm form) throws IOException, InterruptedException {
			String body = form.fields()
				.entrySet()
				.stream()
				.map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
				.collect(Collectors.joining("&"));
			return open(HttpRequest.newBuilder(this.uri.resolve(form.action()))
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(HttpRequest.BodyPublishers.ofString(body)));
		}

		private String encode(String text) {
			return URLEncoder.encode(text, StandardCharsets.UTF_8);
		}

	}

}
