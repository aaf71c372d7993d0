package io.github.clilogin.conformance;

import java.net.URI;
import java.util.Map;

import io.github.clilogin.testsupport.HtmlForm;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A user with a browser who signs in and presses the buttons of the real pages.
 */
final class SampleUser {

	private static final String CODE = "input[type=text]";

	private final TestBrowser browser = new TestBrowser(URI.create("http://localhost"), TestBrowser.HTML,
			WireTap.TEST_HEADER + ": true");

	private final String name;

	private SampleUser(String name) {
		this.name = name;
	}

	static SampleUser ann() {
		return new SampleUser("ann");
	}

	void confirm(Invitation invitation) {
		assertThatItIsShown(review(invitation).submit("/confirm"));
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
