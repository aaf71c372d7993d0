package io.github.clilogin.web.page;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CollectResult;
import io.github.clilogin.ReturnCode.Method;
import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which requests write when they open a page of a return code, and which of the
 * remembered logins a page shows.
 */
class ReturnOpeningTests extends AbstractReturnPageTests {

	private static final String IMAGE = "Sec-Fetch-Site: same-origin; Sec-Fetch-Mode: no-cors; Sec-Fetch-Dest: image";

	private static final String FRAME = "Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: iframe";

	private static final String PRERENDER = "Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: document; "
			+ "Sec-Purpose: prefetch;prerender";

	private static final String PREFETCH = "Purpose: prefetch";

	private static final String OPENED = "Sec-Fetch-Site: same-origin; Sec-Fetch-Mode: navigate; "
			+ "Sec-Fetch-Dest: document";

	private static View get(TestBrowser browser, String path, String headers) {
		return browser.get(path, headers.split("; "));
	}

	@ParameterizedTest
	@ValueSource(strings = { IMAGE, FRAME, PRERENDER, PREFETCH })
	void aRequestThatShowsNoPageReplacesNoCode(String headers) {
		StartResult.Started started = start(Method.LOOPBACK, Method.CODE);
		View page = confirmed(started);
		assertThat(get(page.browser(), RETURN, headers).heading()).isEqualTo(QUESTION);
		assertThat(loopback(page.browser().get(link(started.login()))).fields()).isEqualTo(loopback(page).fields());
		assertThat(get(page.browser(), RETURN, OPENED).heading()).isEqualTo(TYPE);
	}

	@ParameterizedTest
	@ValueSource(strings = { IMAGE, FRAME, PRERENDER, PREFETCH })
	void aRequestThatShowsNoPageLeavesTheFormToTheNextOne(String headers) {
		StartResult.Started started = start(Method.LOOPBACK, Method.CODE);
		TestBrowser ann = browser().as("ann");
		confirm(ann, started);
		View unseen = get(ann, link(started.login()), headers);
		assertThat(unseen.has("form#return[data-automatic]")).isFalse();
		assertThat(unseen.response().headers().allValues("Set-Cookie"))
			.noneMatch((cookie) -> cookie.startsWith("clilogin-return"));
		assertThat(get(ann, link(started.login()), OPENED).has("form#return[data-automatic]")).isTrue();
		assertThat(get(ann, link(started.login()), OPENED).has("form#return[data-automatic]")).isFalse();
	}

	@Test
	void aHeadRequestLeavesTheFormToTheNextPage() {
		StartResult.Started started = start(Method.LOOPBACK, Method.CODE);
		TestBrowser ann = browser().as("ann");
		confirm(ann, started);
		assertThat(ann.send("HEAD", link(started.login())).header("Set-Cookie")).isEmpty();
		assertThat(ann.get(link(started.login())).has("form#return[data-automatic]")).isTrue();
	}

	@Test
	void aUserWithoutFurtherGuessesGetsTheCodeOfTheConfirmedLogin() {
		StartResult.Started started = start(Method.CODE);
		View review = browser().as("ann").get(link(started.login()));
		for (String end : List.of("B", "C", "D", "F", "G")) {
			assertThat(review.browser().get(PAGE + "?user_code=BCDF-BCD" + end).status()).isEqualTo(404);
		}
		View other = review.browser().get(link(start()));
		assertThat(other.status()).as("another login").isEqualTo(429);
		View page = review.submit("/confirm").follow();
		assertThat(page.heading()).isEqualTo(TYPE);
		assertThat(letters(page.browser().get(link(started.login())))).isEqualTo(letters(page));
		assertThat(collect(started, letters(page))).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void aLoginThatIsOnlySentCanBeRejectedAfterTheConfirmation() {
		StartResult.Started started = start(Method.LOOPBACK);
		View page = confirmed(started);
		assertThat(page.html()).contains("ann-laptop", "127.0.0.1");
		assertThat(page.submit("/reject").heading()).isEqualTo("Rejected");
		assertThat(status(started.login())).isEqualTo(CliLoginStatus.REJECTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "203.0.113.7", "2001:db8::7" })
	void theCodeIsSentOnceInEachNetworkAndThenByTheButton(String address) {
		StartResult.Started started = start(address, CliLoginFlow.CONFIRM, Method.LOOPBACK, Method.CODE);
		View page = confirmed(started);
		assertThat(page.has("form#return[data-automatic]")).isTrue();
		assertThat(page.html()).contains("your browser sends a code", address);
		View again = page.browser().get(link(started.login()));
		assertThat(again.has("form#return[data-automatic]")).isFalse();
		assertThat(again.has("form#return button")).isTrue();
		assertThat(again.html()).contains("Press the button to send the code", address)
			.doesNotContain("your browser sends a code");
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "203.0.113.7" })
	void aLoginWithoutACodeToTypeIsNotAskedFor(String address) {
		StartResult.Started started = start(address, CliLoginFlow.CONFIRM, Method.LOOPBACK);
		View page = confirmed(started);
		View same = page.browser().get(RETURN, "Sec-Fetch-Site: cross-site");
		assertThat(same.heading()).isEqualTo("Confirmed");
		assertThat(loopback(same).fields()).isEqualTo(loopback(page).fields());
	}

	@Test
	void theLastPageDoesNotClaimThatAWaitingLoginIsFinished() {
		StartResult.Started first = start(Method.LOOPBACK);
		StartResult.Started second = start(Method.LOOPBACK);
		TestBrowser ann = browser().as("ann");
		collect(first, loopback(confirm(ann, first).follow()).value("return_code"));
		assertThat(ann.get(FINISHED).heading()).isEqualTo("Confirmed");
		View page = confirm(ann, second).follow();
		View waiting = ann.get(FINISHED, "Sec-Fetch-Site: cross-site");
		assertThat(waiting.heading()).isEqualTo("Return to your terminal");
		assertThat(waiting.html()).as("of neither login").doesNotContain("ann-laptop");
		collect(second, loopback(page).value("return_code"));
		assertThat(ann.get(FINISHED).heading()).isEqualTo("Confirmed");
	}

	@Test
	void aBrowserWithoutTheCodeThatCannotShowOneStartsAgain() {
		StartResult.Started started = start(Method.LOOPBACK);
		confirmed(started);
		View elsewhere = browser().as("ann").get(link(started.login()));
		assertThat(elsewhere.heading()).isEqualTo("This browser does not have the code");
		assertThat(elsewhere.html()).contains("reject this login and start again in your terminal");
		assertThat(elsewhere.has("#typed")).isFalse();
		assertThat(elsewhere.submit("/reject").heading()).isEqualTo("Rejected");
	}

}
