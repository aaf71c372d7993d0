package io.github.clilogin.web.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginChoice;
import io.github.clilogin.CliLoginChoices;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.HtmlForm;
import io.github.clilogin.testsupport.TestBrowser.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the page of a host application that offers choices, without scripts.
 */
class ChoicePageTests extends AbstractPageTests {

	private static final CliLoginChoice ACME = new CliLoginChoice("acme", "Acme Corp", "Organization");

	private static final CliLoginChoice GLOBEX = new CliLoginChoice("globex", "Globex", "Organization");

	private static final CliLoginChoice ADMIN = new CliLoginChoice("admin", "Administrator", "Role");

	private final Organizations organizations = new Organizations();

	@Override
	public HostApplication.Builder builder() {
		return super.builder().bean(this.organizations);
	}

	@BeforeEach
	void offerTwoOrganizationsAndARole() {
		this.organizations.offer(ACME, GLOBEX, ADMIN);
		this.organizations.calls.set(0);
	}

	private CliLogin stored(CliLogin login) {
		return host().service().get(login.id()).orElseThrow();
	}

	/** Sends the form to confirm with some fields changed; an empty value removes one. */
	private View confirm(View review, Map<String, String> changes) {
		HtmlForm form = review.form("/confirm");
		Map<String, String> fields = new HashMap<>(form.fields());
		fields.putAll(changes);
		fields.values().removeIf(String::isEmpty);
		return review.browser().post(form.action(), fields);
	}

	private static Element select(View review, String name) {
		return Jsoup.parse(review.html()).select("select[name=" + name + "]").get(0);
	}

	@Test
	void severalOptionsAreAQuestionAndASingleOneIsAFact() {
		View review = review(start());
		Element question = select(review, "choice_0");
		assertThat(question.select("option").eachText()).containsExactly("Choose…", "Acme Corp", "Globex");
		assertThat(question.select("option[selected]")).isEmpty();
		assertThat(question.hasAttr("required")).isTrue();
		assertThat(question.attr("form")).isEqualTo("confirm");
		Document page = Jsoup.parse(review.html());
		assertThat(page.select("label[for=choice_0]").text()).isEqualTo("Organization");
		assertThat(page.select("dd").eachText()).contains("Administrator");
		assertThat(page.select("select")).hasSize(1);
		assertThat(this.organizations.calls).as("asked once for a view").hasValue(1);
	}

	@Test
	void userConfirmsWithAChoice() {
		CliLogin login = start();
		View review = review(login);
		View confirmed = confirm(review, Map.of("choice_0", "globex"));
		assertThat(confirmed.heading()).isEqualTo("Confirmed");
		assertThat(stored(login).choices()).containsExactly(GLOBEX, ADMIN);
		assertThat(this.organizations.calls).as("asked once for the view and once to confirm").hasValue(2);
	}

	@Test
	void missingChoiceShowsThePageAgain() {
		CliLogin login = start();
		View again = confirm(review(login), Map.of());
		assertThat(again.status()).isEqualTo(422);
		assertThat(again.heading()).isEqualTo("Log in to Acme &amp; Co from the command line?");
		assertThat(again.html()).contains("Choose an option for each question, then confirm.")
			.contains("<title>Error:");
		assertThat(select(again, "choice_0").attr("aria-invalid")).isEqualTo("true");
		assertThat(select(again, "choice_0").attr("aria-describedby")).isEqualTo("choice-error");
		assertThat(status(login)).isEqualTo(CliLoginStatus.PENDING);
		assertThat(this.organizations.calls).as("the page shows the options of the confirmation").hasValue(2);
		assertThat(confirm(again, Map.of("choice_0", "acme")).heading()).isEqualTo("Confirmed");
	}

	@Test
	void formCannotSendAnOptionThatItDidNotOffer() {
		CliLogin login = start();
		View review = review(login);
		CliLoginChoice late = new CliLoginChoice("late", "Late", "Organization");
		this.organizations.offer(ACME, GLOBEX, late, ADMIN);
		assertThat(confirm(review, Map.of("choice_0", "late")).heading()).isEqualTo("Form no longer valid");
		assertThat(confirm(review, Map.of("choice_0", "none")).heading()).isEqualTo("Form no longer valid");
		assertThat(confirm(review, Map.of("choice_0", "admin")).heading()).isEqualTo("Form no longer valid");
		assertThat(confirm(review, Map.of("choice_0", "acme", "group_0", "Role")).heading())
			.isEqualTo("Form no longer valid");
		assertThat(confirm(review, Map.of("choice_0", "acme", "choice_7", "late")).heading())
			.isEqualTo("Form no longer valid");
		assertThat(status(login)).isEqualTo(CliLoginStatus.PENDING);
		assertThat(confirm(review, Map.of("choice_0", "acme")).heading()).isEqualTo("Confirmed");
	}

	@Test
	void formCannotChangeTheOffer() {
		CliLogin login = start();
		View review = review(login);
		String other = ChoiceFields
			.digest(ChoiceFields.of(new CliLoginChoices.Offer(List.of(ACME, GLOBEX, ADMIN), List.of())));
		assertThat(review.form("/confirm").value("offered")).isEqualTo(other);
		for (String forged : List.of("", "!", "A".repeat(32), other + "AAAAAAAAAAA", other.substring(1))) {
			assertThat(confirm(review, Map.of("choice_0", "acme", "offered", forged)).heading())
				.isEqualTo("Form no longer valid");
		}
		assertThat(status(login)).isEqualTo(CliLoginStatus.PENDING);
	}

	@Test
	void formWithoutAnOfferCannotSendAChoice() {
		this.organizations.offer();
		CliLogin login = start();
		View review = review(login);
		assertThat(review.html()).doesNotContain("choice_").doesNotContain("offered");
		this.organizations.offer(ACME, GLOBEX);
		assertThat(confirm(review, Map.of("choice_0", "acme")).heading()).isEqualTo("Form no longer valid");
		assertThat(confirm(review, Map.of()).status()).isEqualTo(422);
		assertThat(status(login)).isEqualTo(CliLoginStatus.PENDING);
	}

	@Test
	void optionWithdrawnAfterTheViewShowsThePageAgain() {
		CliLogin login = start();
		View review = review(login);
		this.organizations.offer(ACME, ADMIN);
		View again = confirm(review, Map.of("choice_0", "globex"));
		assertThat(again.status()).isEqualTo(422);
		assertThat(again.html()).contains("may no longer be available").contains("Acme Corp").doesNotContain("Globex");
		assertThat(status(login)).isEqualTo(CliLoginStatus.PENDING);
		assertThat(confirm(again, Map.of()).heading()).isEqualTo("Confirmed");
		assertThat(stored(login).choices()).containsExactly(ACME, ADMIN);
	}

	@Test
	void answersBelongToTheGroupsThatTheUserSaw() {
		CliLoginChoice first = new CliLoginChoice("1", "Project One", "Project");
		CliLoginChoice second = new CliLoginChoice("2", "Project Two", "Project");
		CliLoginChoice one = new CliLoginChoice("1", "Acme", "Organization");
		CliLoginChoice two = new CliLoginChoice("2", "Globex", "Organization");
		this.organizations.offer(one, two, first, second);
		CliLogin login = start();
		View review = review(login);
		this.organizations.offer(first, second, one, two);
		confirm(review, Map.of("choice_0", "1", "choice_1", "2"));
		assertThat(stored(login).choices()).containsExactly(second, one);
		CliLogin other = start();
		this.organizations.offer(one, two);
		View seen = review(other);
		this.organizations.offer(first, second);
		assertThat(confirm(seen, Map.of("choice_0", "1")).status()).isEqualTo(422);
	}

	@Test
	void askedChoiceIsPreselectedIfItIsOffered() {
		assertThat(preselected("globex")).containsExactly("Globex");
		assertThat(preselected("other")).isEmpty();
		assertThat(preselected("other", "acme", "globex")).containsExactly("Acme Corp");
	}

	private List<String> preselected(String... asked) {
		CliLogin login = host().logins()
			.start(CliLoginRequest.builder(CliLoginFlow.CONFIRM).choices(List.of(asked)).build())
			.login();
		return select(review(login), "choice_0").select("option[selected]").eachText();
	}

	@Test
	void answeredQuestionStaysAnsweredWhenThePageIsShownAgain() {
		CliLoginChoice auditor = new CliLoginChoice("auditor", "Auditor", "Role");
		this.organizations.offer(ACME, GLOBEX, ADMIN, auditor);
		View again = confirm(review(start()), Map.of("choice_1", "auditor"));
		assertThat(again.status()).isEqualTo(422);
		assertThat(select(again, "choice_1").select("option[selected]").eachText()).containsExactly("Auditor");
		assertThat(select(again, "choice_1").hasAttr("aria-invalid")).isFalse();
		assertThat(select(again, "choice_0").hasAttr("aria-invalid")).isTrue();
	}

	@Test
	void failedOfferSaysThatTheLoginCannotBeConfirmedNow() {
		CliLogin login = start();
		View review = review(login);
		this.organizations.fail();
		View view = review.browser().get(link(login));
		assertThat(view.status()).isEqualTo(503);
		assertThat(view.heading()).isEqualTo("Cannot be confirmed now");
		assertThat(view.html()).contains("Try again").doesNotContain("down");
		View decision = confirm(review, Map.of("choice_0", "acme"));
		assertThat(decision.status()).isEqualTo(503);
		assertThat(decision.heading()).isEqualTo("Cannot be confirmed now");
		assertThat(status(login)).isEqualTo(CliLoginStatus.PENDING);
		assertThat(review.submit("/reject").heading()).as("a rejection needs no choice").isEqualTo("Rejected");
	}

	@Test
	void userWhoseOfferFailedCanReject() {
		CliLogin opened = start();
		CliLogin confirmed = start();
		View review = review(confirmed);
		this.organizations.fail();
		View view = review.browser().get(link(opened));
		assertThat(view.html()).contains("ann-laptop").doesNotContain("/confirm\"");
		assertThat(view.form("/switch-account").fields()).isNotEmpty();
		assertThat(view.submit("/reject", Map.of("reason", "not mine")).heading()).isEqualTo("Rejected");
		assertThat(stored(opened).decision()).extracting(CliLogin.Decision::message).isEqualTo("not mine");
		View decision = confirm(review, Map.of("choice_0", "acme"));
		assertThat(decision.submit("/reject").heading()).isEqualTo("Rejected");
		assertThat(status(confirmed)).isEqualTo(CliLoginStatus.REJECTED);
	}

	@Test
	void hostileLabelsAreText() {
		String hostile = "\"><script>alert(1)</script>\u202etxt.exe</option>&amp;";
		this.organizations.offer(new CliLoginChoice("\"'><b>", hostile, "<i>\u202e\"Org"),
				new CliLoginChoice("b", "B", "<i>\u202e\"Org"), new CliLoginChoice("c", hostile, "<script>"));
		CliLogin login = start();
		View review = review(login);
		Document page = Jsoup.parse(review.html());
		assertThat(page.select("script, b, i")).isEmpty();
		assertThat(page.select("option").get(1).wholeText()).isEqualTo(hostile);
		assertThat(page.select("option").get(1).attr("dir")).isEqualTo("auto");
		assertThat(page.select("dd bdi").eachText()).contains(hostile);
		assertThat(page.select("label[for=choice_0] bdi").text()).isEqualTo("<i>\u202e\"Org");
		assertThat(confirm(review, Map.of("choice_0", "\"'><b>")).heading()).isEqualTo("Confirmed");
		assertThat(stored(login).choices()).extracting(CliLoginChoice::label).containsExactly(hostile, hostile);
	}

	@Test
	void twoHundredOptionsFitOnThePage() {
		this.organizations.offer(IntStream.range(0, 200)
			.mapToObj((i) -> new CliLoginChoice("p" + i, "Project " + i, "Project"))
			.toArray(CliLoginChoice[]::new));
		CliLogin login = start();
		View review = review(login);
		assertThat(review.html()).hasSizeLessThan(30_000);
		assertThat(confirm(review, Map.of("choice_0", "p199")).heading()).isEqualTo("Confirmed");
		assertThat(stored(login).choices()).extracting(CliLoginChoice::label).containsExactly("Project 199");
	}

	@Test
	void twoHundredQuestionsAreAnswered() {
		this.organizations.offer(IntStream.range(0, 200)
			.mapToObj((i) -> new CliLoginChoice("p" + i, "Project " + i, "Question " + i))
			.toArray(CliLoginChoice[]::new));
		CliLogin login = start();
		assertThat(confirm(review(login), Map.of()).heading()).isEqualTo("Confirmed");
		assertThat(stored(login).choices()).hasSize(200);
	}

	@Test
	void withdrawnChoiceIsReportedOnThePageToo() {
		StartResult.Started started = start(CliLoginFlow.CONFIRM, "laptop");
		View review = review(started.login());
		confirm(review, Map.of("choice_0", "globex"));
		this.organizations.offer(ACME, ADMIN);
		host().logins().collect(started);
		View rejected = review.browser().get(link(started.login()));
		assertThat(rejected.heading()).isEqualTo("Rejected");
		assertThat(rejected.html()).contains("Globex is no longer available");
	}

	/** Offers what a test says. */
	static final class Organizations implements CliLoginChoices {

		private final AtomicInteger calls = new AtomicInteger();

		private volatile List<CliLoginChoice> offered = List.of();

		private volatile boolean failing;

		void offer(CliLoginChoice... choices) {
			this.offered = List.of(choices);
			this.failing = false;
		}

		void fail() {
			this.failing = true;
		}

		@Override
		public List<CliLoginChoice> offer(Authentication user, CliLogin login) {
			this.calls.incrementAndGet();
			if (this.failing) {
				throw new IllegalStateException("The directory of organizations is down");
			}
			return this.offered;
		}

	}

}
