package io.github.clilogin.web.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CollectResult;
import io.github.clilogin.ReturnCode.Method;
import io.github.clilogin.StartResult;
import io.github.clilogin.internal.Sha256;
import io.github.clilogin.testsupport.HtmlForm;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that only the browser that confirmed knows the return code, even if another host
 * of the same site has set cookies in it.
 */
class ReturnSeedTests extends AbstractReturnPageTests {

	private static final String SEED = "return_seed";

	private static final String ELSEWHERE = "This browser does not have the code";

	/** The values that an attacker has chosen. */
	private static final String PLANTED = "A".repeat(43);

	private static String planted(TestBrowser browser, CliLogin login) {
		return browser.cookies() + "; clilogin=" + PLANTED + "; clilogin-return=" + login.id() + "y-" + PLANTED;
	}

	private CliLogin stored(CliLogin login) {
		return host().service().get(login.id()).orElseThrow();
	}

	private RawResponse confirm(CliLogin login, String cookies) {
		RawResponse review = host().wire().get(link(login), cookies);
		Map<String, String> fields = HtmlForm.find(review.body(), "/confirm").fields();
		return host().wire().form("/clilogin/confirm", TestBrowser.encode(fields), cookies);
	}

	/** All secrets that follow from what an attacker knows. */
	private static List<byte[]> guesses(CliLogin login) {
		byte[] key = PLANTED.getBytes(StandardCharsets.US_ASCII);
		byte[] id = login.id().getBytes(StandardCharsets.US_ASCII);
		byte[] ann = "ann".getBytes(StandardCharsets.US_ASCII);
		return List.of(Sha256.hmac(key, "clilogin/return/v1".getBytes(StandardCharsets.US_ASCII), id, ann),
				Sha256.hmac(key, "clilogin/return/v2".getBytes(StandardCharsets.US_ASCII), key, id, ann));
	}

	@ParameterizedTest
	@EnumSource
	void aPageCookieThatAnAttackerKnowsDoesNotGiveTheCode(Method method) {
		CliLogin login = start(method).login();
		assertThat(confirm(login, planted(browser().as("ann"), login)).status()).isEqualTo(303);
		assertThat(stored(login).returnMethod()).isEqualTo(method);
		assertThat(guesses(login)).allMatch((guess) -> host().service().returnCode(stored(login), guess).isEmpty());
	}

	@Test
	void aPlantedCookieOfTheCodeHidesItAndNeverChoosesIt() {
		CliLogin login = start(Method.CODE).login();
		String cookies = planted(browser().as("ann"), login);
		RawResponse confirmed = confirm(login, cookies);
		String own = confirmed.header("Set-Cookie").get(0).split(";")[0];
		RawResponse hidden = host().wire().get(link(login), cookies + "; " + own);
		assertThat(hidden.body()).contains(ELSEWHERE);
		Set<String> codes = new HashSet<>();
		for (int i = 0; i < 3; i++) {
			RawResponse page = host().wire().get(RETURN + "?state=" + login.id(), cookies);
			assertThat(page.body()).contains(TYPE);
			codes.add(page.body().replaceAll("(?s).*>([A-Z]{3}-[A-Z]{3})<.*", "$1"));
			assertThat(guesses(login)).allMatch((guess) -> host().service().returnCode(stored(login), guess).isEmpty());
		}
		assertThat(codes).hasSize(3);
	}

	@Test
	void aDoubleClickYieldsOneCode() {
		StartResult.Started started = start(Method.CODE);
		View review = browser().as("ann").get(link(started.login()));
		View first = review.submit("/confirm");
		View second = review.submit("/confirm");
		assertThat(List.of(first.status(), second.status())).containsOnly(303);
		assertThat(letters(first.follow())).isEqualTo(letters(second.follow()));
		assertThat(collect(started, letters(second.follow()))).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void eachReviewOffersASeedOfItsOwn() {
		View review = browser().as("ann").get(link(start(Method.CODE).login()));
		View again = review.browser().get(review.url().toString());
		assertThat(review.form("/confirm").value(SEED)).matches("[A-Za-z0-9_-]{43}")
			.isNotEqualTo(again.form("/confirm").value(SEED));
		assertThat(review.form("/reject").fields()).doesNotContainKey(SEED);
		assertThat(review(start()).form("/confirm").fields()).as("of a login without a code").doesNotContainKey(SEED);
	}

	@Test
	void theTabThatConfirmsFirstChoosesTheCodeOfBothTabs() {
		StartResult.Started started = start(Method.CODE);
		TestBrowser ann = browser().as("ann");
		View older = ann.get(link(started.login()));
		View newer = ann.get(link(started.login()));
		String code = letters(older.submit("/confirm").follow());
		assertThat(code).isNotEmpty();
		assertThat(letters(newer.submit("/confirm").follow())).isEqualTo(code);
		assertThat(letters(ann.get(link(started.login())))).isEqualTo(code);
		assertThat(collect(started, code)).isInstanceOf(CollectResult.Collected.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "-" })
	void aMissingOrMalformedSeedIsReplaced(String seed) {
		StartResult.Started started = start(Method.CODE);
		View review = browser().as("ann").get(link(started.login()));
		Map<String, String> fields = new HashMap<>(review.form("/confirm").fields());
		fields.remove(SEED);
		if (!seed.isEmpty()) {
			fields.put(SEED, seed);
		}
		View page = review.browser().post(PAGE + "/confirm", fields).follow();
		assertThat(page.heading()).isEqualTo(TYPE);
		assertThat(letters(page.browser().get(link(started.login())))).isEqualTo(letters(page));
		assertThat(collect(started, letters(page))).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void theCodesOfFourLoginsAreKept() {
		TestBrowser ann = browser().as("ann");
		StartResult.Started[] started = new StartResult.Started[5];
		Arrays.setAll(started, (i) -> start(Method.CODE));
		for (StartResult.Started each : started) {
			assertThat(letters(confirm(ann, each).follow())).isNotEmpty();
		}
		for (int i = 1; i < started.length; i++) {
			assertThat(letters(ann.get(link(started[i].login())))).isNotEmpty();
		}
		assertThat(ann.get(link(started[0].login())).heading()).isEqualTo(ELSEWHERE);
	}

}
