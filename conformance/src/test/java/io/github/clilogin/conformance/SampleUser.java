package io.github.clilogin.conformance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import io.github.clilogin.testsupport.HtmlForm;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import org.jsoup.Jsoup;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A user with a browser who signs in and presses the buttons of the real pages.
 */
final class SampleUser {

	private static final String CODE = "input[type=text]";

	private static final String RETURN = "form#return";

	private final TestBrowser browser = new TestBrowser(URI.create("http://localhost"), TestBrowser.HTML,
			WireTap.TEST_HEADER + ": true");

	private final String name;

	private SampleUser(String name) {
		this.name = name;
	}

	static SampleUser ann() {
		return new SampleUser("ann");
	}

	/** Confirms, and sends a return code to the CLI as the script of the page does. */
	void confirm(Invitation invitation) {
		View page = confirmOnly(invitation);
		if (page.has(RETURN)) {
			post(page);
		}
	}

	/** Confirms, and returns the letters that the page shows. */
	String confirmAndRead(Invitation invitation) {
		return letters(confirmOnly(invitation));
	}

	/** Confirms, and does not send a return code. */
	View confirmOnly(Invitation invitation) {
		View page = review(invitation).submit("/confirm");
		return assertThatItIsShown((page.status() == 303) ? page.follow() : page);
	}

	/** Opens a page that shows letters, and returns them. */
	String letters(String page) {
		return letters(assertThatItIsShown(this.browser.get(page)));
	}

	private static String letters(View page) {
		return Jsoup.parse(page.html()).select(".code strong").text();
	}

	private void post(View page) {
		HtmlForm form = page.formWith(RETURN + " button");
		String origin = page.url().getScheme() + "://" + page.url().getAuthority();
		HttpRequest request = HttpRequest.newBuilder(URI.create(form.action()))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Origin", origin)
			.POST(BodyPublishers.ofString(TestBrowser.encode(form.hidden())))
			.build();
		HttpResponse<Void> answer = HttpClient.newHttpClient().sendAsync(request, BodyHandlers.discarding()).join();
		assertThat(answer.statusCode()).isEqualTo(303);
		assertThat(answer.headers().firstValue("Location")).hasValue(origin + "/clilogin/finished");
		assertThatItIsShown(this.browser.get(origin + "/clilogin/finished"));
	}

	void reject(Invitation invitation) {
		assertThatItIsShown(review(invitation).submit("/reject"));
	}

	private View review(Invitation invitation) {
		View page = assertThatItIsShown(this.browser.open(invitation.uri().toString(), this.name));
		if (page.has("form " + CODE) && !page.has("form[action$=/confirm]")) {
			HtmlForm form = page.formWith(CODE);
			String field = form.element().select(CODE).attr("name");
			page = assertThatItIsShown(page.submit(form, Map.of(field, invitation.userCode())));
		}
		assertThat(page.html()).as("the page shows the code to compare").contains(invitation.userCode());
		return page;
	}

	private static View assertThatItIsShown(View page) {
		assertThat(page.status()).as("%s %s", page.response(), page.html()).isEqualTo(200);
		return page;
	}

}
