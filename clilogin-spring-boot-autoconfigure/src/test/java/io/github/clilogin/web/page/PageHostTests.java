package io.github.clilogin.web.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.testsupport.CapturedLog;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.HtmlForm;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestCli;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.web.ConfirmationPage;
import io.github.clilogin.web.ConfirmationPageRenderer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the page in hosts with unusual configurations.
 */
class PageHostTests {

	private static final String LOOK = "<!-- the look of the host -->";

	private static final String ANN = RawConnection.basic("ann", "demo");

	private static CliLogin start(HostApplication host) {
		return host.logins().start().login();
	}

	@Test
	void linksAndFormsKeepTheContextPathAndTheServletPath() {
		try (HostApplication host = ControlledHost.with()
			.configuration(Basic.class)
			.property("server.servlet.context-path", "/ctx")
			.property("spring.mvc.servlet.path", "/app")
			.start()) {
			String link = "/ctx/app/clilogin?user_code=" + start(host).displayedUserCode();
			assertThat(host.wire().get(link).header("WWW-Authenticate")).isNotEmpty();
			RawResponse review = host.wire().get(link, ANN);
			HtmlForm confirm = HtmlForm.find(review.body(), "/confirm");
			assertThat(confirm.action()).isEqualTo("/ctx/app/clilogin/confirm");
			View signedOut = host.browser().post(confirm.action(), confirm.hidden());
			assertThat(signedOut.header("Location")).isEqualTo(link + "&signed_out=true");
		}
	}

	@Test
	void theBaseUrlsPathIsWhereTheBrowserFindsThePage() {
		try (HostApplication host = ControlledHost.with()
			.configuration(Basic.class)
			.property("clilogin.base-url", "https://acme.example/tools/")
			.property("clilogin.login.user-code-parameter", "code")
			.start()) {
			RawResponse review = host.wire().get("/clilogin?code=" + start(host).userCode(), ANN);
			assertThat(HtmlForm.find(review.body(), "/confirm").action()).isEqualTo("/tools/clilogin/confirm");
			assertThat(HtmlForm.find(review.body(), "/confirm").value("code")).isNotEmpty();
		}
	}

	@Test
	void aUserOfBasicAuthenticationConfirmsWithAnEndedSession() {
		try (HostApplication host = ControlledHost.with().configuration(Basic.class).start()) {
			TestBrowser ann = host.browser(ANN, "Cookie: JSESSIONID=foreign");
			assertThat(confirm(ann, start(host)).heading()).isEqualTo("Confirmed");
		}
	}

	private static View confirm(TestBrowser browser, CliLogin login) {
		return browser.get("/clilogin?user_code=" + login.userCode()).submit("/confirm");
	}

	@Test
	void aFormMadeForAnotherUserDecidesNothingWithoutCsrfProtectionAndSession() {
		try (HostApplication host = ControlledHost.start()) {
			CliLogin login = start(host);
			TestBrowser shared = host.browser();
			String link = "/clilogin?user_code=" + login.userCode();
			HtmlForm ofAnn = shared.get(link, "X-Test-User: ann").form("/confirm");
			View ofBen = shared.get(link, "X-Test-User: ben");
			assertThat(ofBen.header("Set-Cookie")).isEmpty();
			View stale = shared.post("/clilogin/confirm", ofAnn.fields(), "X-Test-User: ben");
			assertThat(stale.heading()).isEqualTo("Form no longer valid");
			View confirmed = shared.post("/clilogin/confirm", ofBen.form("/confirm").fields(), "X-Test-User: ben");
			assertThat(confirmed.heading()).isEqualTo("Confirmed");
		}
	}

	@Test
	void aHostWithTheCsrfProtectionOfSinglePageApplicationsChecksItsToken() {
		try (HostApplication host = ControlledHost.with().configuration(SinglePage.class).start()) {
			TestBrowser ann = host.browser().as("ann");
			assertThat(confirm(ann, start(host)).heading()).isEqualTo("Confirmed");
			View review = ann.get("/clilogin?user_code=" + start(host).userCode());
			ann.forget("XSRF-TOKEN");
			assertThat(review.submit("/confirm").heading()).isEqualTo("Form no longer valid");
			assertThat(review.submit("/confirm").heading()).isEqualTo("Form no longer valid");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { StatelessSession.class, StatelessCookie.class })
	void aHostWithoutSessionsAndWithCsrfProtectionChecksItsToken(Class<?> chain) {
		try (HostApplication host = ControlledHost.with().configuration(chain).start()) {
			TestBrowser ann = host.browser(ANN);
			for (int i = 0; i < 3; i++) {
				assertThat(confirm(ann, start(host)).heading()).isEqualTo("Confirmed");
			}
			View review = ann.get("/clilogin?user_code=" + start(host).userCode());
			ann.forget("XSRF-TOKEN", "JSESSIONID");
			assertThat(review.submit("/confirm").heading()).isEqualTo("Form no longer valid");
		}
	}

	@Test
	void aMultipartBodyNeverReachesTheHostsErrorPage() {
		try (HostApplication host = ControlledHost.with().configuration(Basic.class).start()) {
			for (String path : List.of("/clilogin", "/clilogin/confirm", "/clilogin/browser")) {
				RawResponse answer = host.wire()
					.post(path, "Content-Type: multipart/form-data\r\n" + ANN, new byte[] { 'x' });
				assertThat(answer.error()).as(path).isEqualTo("415 invalid_request");
			}
		}
	}

	@Test
	void aFormOnAnotherSiteIsRefusedEvenWithoutCsrfProtection() {
		try (HostApplication host = ControlledHost.with().configuration(Basic.class).start()) {
			View form = host.browser(ANN).get("/clilogin");
			Map<String, String> fields = new LinkedHashMap<>(form.form("/clilogin").hidden());
			fields.put("user_code", start(host).userCode());
			assertThat(form.browser().post("/clilogin", fields).html()).contains("login_id");
			for (String foreign : List.of("Origin: https://evil.example", "Origin: null",
					"Sec-Fetch-Site: cross-site")) {
				View answer = form.browser().post("/clilogin", fields, foreign);
				assertThat(answer.status()).as(foreign).isEqualTo(403);
				assertThat(answer.html()).as(foreign).contains("Nothing was decided").doesNotContain("login_id");
			}
		}
	}

	@Test
	void aFormOnAnotherSiteDecidesNothing() {
		try (HostApplication host = ControlledHost.with().configuration(Basic.class).start()) {
			CliLogin login = start(host);
			RawResponse review = host.wire().get("/clilogin?user_code=" + login.userCode(), ANN);
			String body = String.join("&",
					HtmlForm.find(review.body(), "/confirm")
						.hidden()
						.entrySet()
						.stream()
						.map((field) -> field.getKey() + "=" + field.getValue())
						.toList());
			String cookie = "Cookie: " + review.header("Set-Cookie").get(0).split(";")[0];
			RawResponse foreign = host.wire()
				.form("/clilogin/confirm", body, ANN, cookie, "Origin: https://evil.example");
			assertThat(foreign.status()).isEqualTo(403);
			assertThat(foreign.body()).contains("Nothing was decided");
			assertThat(host.wire().form("/clilogin/confirm", body, ANN, cookie).body()).contains("<h1>Confirmed</h1>");
		}
	}

	@Test
	void theAccountIsShownByItsDisplayName() {
		try (HostApplication host = ControlledHost.start()) {
			assertThat(host.wire().get("/clilogin", "X-Test-User: 4711").body()).contains("<bdi>Ann Example</bdi>");
		}
	}

	@Test
	void thePageIsInTheLanguageOfTheRequestOrInEnglish() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.GERMAN);
		try (HostApplication host = ControlledHost.with().configuration(Basic.class).start()) {
			assertThat(host.wire().get("/clilogin", ANN).body()).contains("<html lang=\"en\"");
			assertThat(host.wire().get("/clilogin", ANN, "Accept-Language: ja").body()).contains("<html lang=\"en\"");
			assertThat(host.wire().get("/clilogin", ANN, "Accept-Language: fr-CA").body())
				.contains("<html lang=\"fr\"");
			assertThat(host.wire().get("/clilogin", ANN, "Accept-Language: de").body()).contains("<html lang=\"de\"");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void thePageIsInTheFirstSupportedLanguageOfTheRequest() {
		Map<String, String> languages = Map.of("ja, de;q=0.8", "de", "ja, fr;q=0.7, de;q=0.8", "de",
				"ja, en-GB;q=0.9, de;q=0.8", "en", "ja, *;q=0.5", "en", "ja, ko", "en", "de-AT, fr", "de");
		try (HostApplication host = ControlledHost.with().configuration(Basic.class).start()) {
			languages.forEach((wanted,
					language) -> assertThat(host.wire().get("/clilogin", ANN, "Accept-Language: " + wanted).body())
						.as(wanted)
						.contains("<html lang=\"" + language + "\""));
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { OneLanguage.class, TwoLanguages.class })
	void aLocaleResolverOfTheHostIsUsed(Class<?> choice) {
		try (HostApplication host = ControlledHost.with().configuration(Basic.class).configuration(choice).start()) {
			assertThat(host.wire().get("/clilogin", ANN, "Accept-Language: ja, de;q=0.8").body())
				.contains("<html lang=\"fr\"");
		}
	}

	@Test
	void withoutASecurityFilterChainThePageNamesTheFix() {
		try (HostApplication host = ControlledHost.start()) {
			CliLogin login = start(host);
			TestBrowser browser = host.browser(ControlledHost.UNCOVERED);
			View closed = browser.get("/clilogin?user_code=" + login.userCode());
			assertThat(closed.status()).isEqualTo(403);
			assertThat(closed.html()).contains("No security filter chain covers this page", "securityMatcher");
			for (String form : List.of("", "/confirm", "/reject", "/disconnect", "/switch-account")) {
				assertThat(browser.post("/clilogin" + form, Map.of()).status()).isEqualTo(403);
			}
		}
	}

	@Test
	void aTokenDoesNotOpenThePage() {
		try (HostApplication host = ControlledHost.start()) {
			String token = host.logins().token(TestUsers.user("ann"));
			RawResponse answer = host.wire().get("/clilogin", TestCli.bearer(token));
			assertThat(answer.status()).isEqualTo(403);
			assertThat(answer.body()).contains("command-line tool cannot confirm a login");
		}
	}

	@Test
	void aFailingRendererIsReplacedByTheBuiltInOne() {
		try (HostApplication host = ControlledHost.with().configuration(FailingLook.class).start()) {
			RawResponse answer = host.wire().get("/clilogin", "X-Test-User: ann");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.body()).contains("<style>", "this application", "<bdi>ann</bdi>");
		}
	}

	@ParameterizedTest
	@EnumSource
	void aLayoutThatDoesNotKnowReturnCodesIsReplacedForThatPageOnly(ReturnCode.Method method) {
		try (HostApplication host = ControlledHost.with().configuration(PlainLook.class).start()) {
			CliLogin login = host.logins()
				.start(CliLoginRequest.builder(CliLoginFlow.CONFIRM)
					.returnMethods(List.of(method))
					.returnPort((method == ReturnCode.Method.LOOPBACK) ? 50_123 : null)
					.build())
				.login();
			View review = host.browser("X-Test-User: ann").get("/clilogin?user_code=" + login.displayedUserCode());
			assertThat(review.html()).doesNotContain("<style>");
			assertThat(review.submit("/confirm").follow().html()).contains("<style>");
			assertThat(review.browser().get("/clilogin").html()).doesNotContain("<style>");
		}
	}

	@Test
	void aLayoutThatDoesNotCompareNetworksIsReplacedForThatPageOnly() {
		try (HostApplication host = ControlledHost.with().configuration(PlainLook.class).start()) {
			CliLogin login = host.logins()
				.start(CliLoginRequest.builder(CliLoginFlow.CONFIRM).remoteAddress("203.0.113.7").build())
				.login();
			View review = host.browser("X-Test-User: ann").get("/clilogin?user_code=" + login.displayedUserCode());
			assertThat(review.html()).doesNotContain("<style>");
			View question = review.submit("/compare-networks");
			assertThat(question.html()).contains("<style>", "203.0.113.7");
			assertThat(question.submit("/confirm").html()).doesNotContain("<style>");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/clilogin/return\\?state=", "<input[^>]+\"return_code\"[^>]+>", "http://127.0.0.1:50123",
			"/clilogin/reject" })
	void aLayoutThatShowsOnlyAPartOfAReturnStepIsReplaced(String left) {
		try (HostApplication host = ControlledHost.with()
			.bean(without(left, ConfirmationPage.Kind.RETURN_LOOPBACK))
			.start()) {
			CliLogin login = host.logins()
				.start(CliLoginRequest.builder(CliLoginFlow.CONFIRM)
					.remoteAddress("127.0.0.1")
					.returnMethods(List.of(ReturnCode.Method.values()))
					.returnPort(50_123)
					.build())
				.login();
			View review = host.browser("X-Test-User: ann").get("/clilogin?user_code=" + login.displayedUserCode());
			assertThat(review.html()).contains(LOOK);
			assertThat(review.submit("/confirm").follow().html()).containsPattern(left).doesNotContain(LOOK);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "203.0.113.7", "127.0.0.1" })
	void aLayoutThatShowsOnlyOneOfTheAddressesIsReplaced(String left) {
		try (HostApplication host = ControlledHost.with()
			.bean(without(left, ConfirmationPage.Kind.OTHER_NETWORK))
			.start()) {
			CliLogin login = host.logins()
				.start(CliLoginRequest.builder(CliLoginFlow.CONFIRM).remoteAddress("203.0.113.7").build())
				.login();
			View review = host.browser("X-Test-User: ann").get("/clilogin?user_code=" + login.displayedUserCode());
			assertThat(review.html()).contains(LOOK);
			assertThat(review.submit("/compare-networks").html()).contains(left).doesNotContain(LOOK);
		}
	}

	private static ConfirmationPageRenderer without(String left, ConfirmationPage.Kind kind) {
		ConfirmationPageRenderer builtIn = ConfirmationPageRenderer.builtIn("Acme", null);
		return (page, locale) -> {
			String html = builtIn.render(page, locale) + LOOK;
			return (page.kind() == kind) ? html.replaceAll(left, "") : html;
		};
	}

	@Test
	void aLayoutThatFailsOftenFillsNoLog() {
		try (CapturedLog log = new CapturedLog("io.github.clilogin.web.page.PageResponder");
				HostApplication host = ControlledHost.with().configuration(FailingLook.class).start()) {
			for (int i = 0; i < 3; i++) {
				host.wire().get("/clilogin", "X-Test-User: ann");
			}
			assertThat(log.messages().stream().filter((message) -> message.startsWith("WARNING"))).hasSizeLessThan(3);
		}
	}

	/** As the guide writes it. */
	@Test
	void aHostAddsAStyleSheetToTheBuiltInPage() {
		try (HostApplication host = ControlledHost.with()
			.configuration(Basic.class)
			.configuration(Styled.class)
			.start()) {
			RawResponse page = host.wire().get("/clilogin", ANN, "Accept-Language: ja, de;q=0.8");
			assertThat(page.body()).contains("<html lang=\"de\"",
					"</style>\n<link rel=\"stylesheet\" href=\"/acme.css\"></head>");
			assertThat(page.header("Content-Security-Policy")).singleElement()
				.asString()
				.containsPattern("style-src 'sha256-[^']+' 'self';");
		}
	}

	/** A host with a style sheet. */
	@Configuration(proxyBeanMethods = false)
	static class Styled {

		@Bean
		ConfirmationPageRenderer look(MessageSource texts) {
			ConfirmationPageRenderer builtIn = ConfirmationPageRenderer.builtIn("Acme", texts);
			return new ConfirmationPageRenderer() {

				@Override
				public String render(ConfirmationPage page, Locale locale) {
					return builtIn.render(page, locale)
						.replace("</head>", "<link rel=\"stylesheet\" href=\"/acme.css\"></head>");
				}

				@Override
				public Locale locale(List<Locale> wanted) {
					return builtIn.locale(wanted);
				}

				@Override
				public String styleSources() {
					return builtIn.styleSources() + " 'self'";
				}

			};
		}

	}

	/** A host that is always in French. */
	@Configuration(proxyBeanMethods = false)
	static class OneLanguage {

		@Bean
		LocaleResolver localeResolver() {
			return new FixedLocaleResolver(Locale.FRENCH);
		}

	}

	/** A host that speaks English, and French to the rest of the world. */
	@Configuration(proxyBeanMethods = false)
	static class TwoLanguages {

		@Bean
		LocaleResolver localeResolver() {
			AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
			resolver.setSupportedLocales(List.of(Locale.ENGLISH, Locale.FRENCH));
			resolver.setDefaultLocale(Locale.FRENCH);
			return resolver;
		}

	}

	/** A host whose look fails. */
	@Configuration(proxyBeanMethods = false)
	static class FailingLook {

		@Bean
		ConfirmationPageRenderer look() {
			return (page, locale) -> {
				throw new IllegalStateException("The look fails");
			};
		}

	}

	/** A look that shows the forms of each page and nothing else. */
	@Configuration(proxyBeanMethods = false)
	static class PlainLook {

		@Bean
		ConfirmationPageRenderer look() {
			return (page, locale) -> page.forms().values().stream().map(PlainLook::html).collect(Collectors.joining());
		}

		private static String html(ConfirmationPage.Form form) {
			String fields = form.hidden()
				.entrySet()
				.stream()
				.map((field) -> "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(field.getKey(),
						field.getValue()))
				.collect(Collectors.joining());
			return "<form method=\"post\" action=\"%s\">%s<button>Go</button></form>".formatted(form.action(), fields);
		}

	}

	/** A host without forms and sessions. */
	@Configuration(proxyBeanMethods = false)
	static class Basic {

		@Bean
		@Order(-1)
		SecurityFilterChain basic(HttpSecurity http) {
			return http.securityMatcher("/clilogin", "/clilogin/*")
				.csrf((csrf) -> csrf.disable())
				.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	/** A host with a sign-in form and the CSRF protection of single-page applications. */
	@Configuration(proxyBeanMethods = false)
	static class SinglePage {

		@Bean
		@Order(-1)
		SecurityFilterChain singlePage(HttpSecurity http) {
			return http.securityMatcher("/clilogin", "/clilogin/*", "/login")
				.csrf(CsrfConfigurer::spa)
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.formLogin(Customizer.withDefaults())
				.build();
		}

	}

	private static HttpSecurity stateless(HttpSecurity http) {
		return http.securityMatcher("/clilogin", "/clilogin/*")
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.httpBasic(Customizer.withDefaults());
	}

	/** A host with Basic authentication that keeps its CSRF token in a session. */
	@Configuration(proxyBeanMethods = false)
	static class StatelessSession {

		@Bean
		@Order(-1)
		SecurityFilterChain stateless(HttpSecurity http) {
			return PageHostTests.stateless(http).build();
		}

	}

	/** A host with Basic authentication that keeps its CSRF token in a cookie. */
	@Configuration(proxyBeanMethods = false)
	static class StatelessCookie {

		@Bean
		@Order(-1)
		SecurityFilterChain stateless(HttpSecurity http) {
			return PageHostTests.stateless(http).csrf(CsrfConfigurer::spa).build();
		}

	}

}
