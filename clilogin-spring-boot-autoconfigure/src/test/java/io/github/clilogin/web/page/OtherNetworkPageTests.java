package io.github.clilogin.web.page;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginChoice;
import io.github.clilogin.CliLoginChoices;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.ReturnCode.Method;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.TestBrowser.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the second page before a confirmation from another network than that of the
 * CLI.
 */
class OtherNetworkPageTests extends AbstractPageTests {

	private static final String QUESTION = "Is the command-line tool yours?";

	private static final CliLoginChoices CHOICES = (user, login) -> "choosy".equals(login.request().clientId())
			? List.of(new CliLoginChoice("acme", "Acme Corp", "Organization"),
					new CliLoginChoice("globex", "Globex", "Organization"))
			: List.of();

	@Override
	public HostApplication.Builder builder() {
		return super.builder().property("clilogin.unproven.same-network", "ask").bean(CHOICES);
	}

	private CliLogin start(String clientId, String address, Method... methods) {
		return host().logins()
			.start(CliLoginRequest.builder(CliLoginFlow.CONFIRM)
				.clientId(clientId)
				.deviceName("ann-laptop")
				.remoteAddress(address)
				.returnMethods(List.of(methods))
				.build())
			.login();
	}

	@Test
	void theUserComparesBothAddressesBeforeTheConfirmation() {
		CliLogin login = start("acme", "203.0.113.7");
		View question = review(login).submit("/compare-networks");
		assertThat(question.status()).isEqualTo(200);
		assertThat(question.heading()).isEqualTo(QUESTION);
		assertThat(question.html()).contains("203.0.113.7", "127.0.0.1", "It is mine");
		assertThat(question.html().indexOf("Reject")).isLessThan(question.html().indexOf("It is mine"));
		assertThat(status(login)).isEqualTo(CliLoginStatus.PENDING);
		assertThat(question.submit("/confirm").heading()).isEqualTo("Confirmed");
		assertThat(status(login)).isEqualTo(CliLoginStatus.CONFIRMED);
	}

	@Test
	void theFirstFormConfirmsNothing() {
		CliLogin login = start("acme", "203.0.113.7");
		View review = review(login);
		assertThat(review.has("form[action$='/confirm']")).isFalse();
		Map<String, String> fields = review.form("/compare-networks").fields();
		View forged = review.browser().post(PAGE + "/confirm", fields);
		assertThat(forged.heading()).isEqualTo("Form no longer valid");
		assertThat(status(login)).isEqualTo(CliLoginStatus.PENDING);
	}

	@Test
	void theUserRejectsOnTheSecondPage() {
		CliLogin login = start("acme", "203.0.113.7");
		View question = review(login).submit("/compare-networks");
		assertThat(question.submit("/reject").heading()).isEqualTo("Rejected");
		assertThat(question.submit("/confirm").heading()).isEqualTo("Rejected");
	}

	@Test
	void aFormOfAnotherBrowserOrUserAsksNothing() {
		View review = review(start("acme", "203.0.113.7"));
		Map<String, String> fields = review.form("/compare-networks").fields();
		assertThat(browser().as("ben").post(PAGE + "/compare-networks", fields).heading())
			.isEqualTo("Form no longer valid");
		assertThat(review.browser().post(PAGE + "/compare-networks", fields, "Sec-Fetch-Site: cross-site").heading())
			.isEqualTo("Form no longer valid");
	}

	@Test
	void theChoiceOfTheFirstPageIsKept() {
		CliLogin login = start("choosy", "203.0.113.7");
		View question = review(login).submit("/compare-networks", Map.of("choice_0", "globex"));
		assertThat(question.heading()).isEqualTo(QUESTION);
		assertThat(question.submit("/confirm").heading()).isEqualTo("Confirmed");
		assertThat(host().service().get(login.id()).orElseThrow().choices()).extracting(CliLoginChoice::id)
			.containsExactly("globex");
	}

	@Test
	void aMissingChoiceIsAskedForAgain() {
		CliLogin login = start("choosy", "203.0.113.7");
		View again = review(login).submit("/compare-networks").submit("/confirm");
		assertThat(again.status()).isEqualTo(422);
		assertThat(again.submit("/compare-networks", Map.of("choice_0", "acme")).submit("/confirm").heading())
			.isEqualTo("Confirmed");
	}

	@Test
	void aDecidedLoginIsNotAskedFor() {
		CliLogin login = start("acme", "203.0.113.7");
		View review = review(login);
		review.submit("/reject");
		assertThat(review.submit("/compare-networks").heading()).isEqualTo("Rejected");
	}

	@Test
	void aCliInTheSameNetworkIsConfirmedAtOnce() {
		CliLogin login = start("acme", "127.0.0.1");
		assertThat(review(login).submit("/confirm").heading()).isEqualTo("Confirmed");
	}

	@Test
	void aLoginThatDemandsAReturnCodeIsConfirmedAtOnce() {
		CliLogin login = start("acme", "203.0.113.7", Method.CODE);
		assertThat(review(login).submit("/confirm").status()).isEqualTo(303);
	}

	@ParameterizedTest
	@ValueSource(strings = { "clilogin.unproven.same-network=allow", "clilogin.login.proof=off",
			"clilogin.clients.acme.proof=off" })
	void theHostCanLeaveTheQuestionOut(String property) {
		try (HostApplication host = super.builder().properties("clilogin.unproven.same-network=ask", property)
			.start()) {
			CliLogin login = host.logins()
				.start(CliLoginRequest.builder(CliLoginFlow.CONFIRM)
					.clientId("acme")
					.remoteAddress("203.0.113.7")
					.build())
				.login();
			View review = host.browser().as("ann").get(link(login));
			assertThat(review.submit("/confirm").heading()).isEqualTo("Confirmed");
		}
	}

}
