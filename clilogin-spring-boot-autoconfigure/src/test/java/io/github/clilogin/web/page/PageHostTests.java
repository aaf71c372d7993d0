package io.github.clilogin.web.page;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUserService;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.HtmlForm;
import io.github.clilogin.testsupport.RawAnswer;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.ConfirmationPage;
import io.github.clilogin.web.ConfirmationPageRenderer;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.user.UserEndpoint;
import io.github.clilogin.web.wire.PrivateHandlerMapping;
import io.github.clilogin.web.user.ExpiredSessionFilter;
import io.github.clilogin.web.user.SignInFilter;
import io.github.clilogin.web.TestHost;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the page in hosts that are not like the others.
 */
class PageHostTests {

	private static final String ANN = "Authorization: Basic "
			+ Base64.getEncoder().encodeToString("ann:demo".getBytes(StandardCharsets.UTF_8));

	private static StartResult.Started start(TestHost host) {
		return (StartResult.Started) host.service().start(CliLoginRequest.of(CliLoginFlow.CONFIRM));
	}

	@Test
	void linksAndFormsKeepTheContextPathAndTheServletPath() {
		try (TestHost host = TestHost.with()
			.configuration(Basic.class)
			.property("server.servlet.context-path", "/ctx")
			.property("spring.mvc.servlet.path", "/app")
			.start()) {
			String link = "/ctx/app/clilogin?user_code=" + start(host).login().displayedUserCode();
			assertThat(host.wire().get(link).header("WWW-Authenticate")).isNotEmpty();
			RawAnswer review = host.wire().get(link, ANN);
			HtmlForm confirm = HtmlForm.find(review.body(), "/confirm");
			assertThat(confirm.action()).isEqualTo("/ctx/app/clilogin/confirm");
			View signedOut = new TestBrowser(URI.create("http://localhost:" + host.port())).send("POST",
					confirm.action(), confirm.hidden());
			assertThat(signedOut.header("Location")).isEqualTo(link + "&signed_out=true");
		}
	}

	@Test
	void theBaseUrlsPathIsWhereTheBrowserFindsThePage() {
		try (TestHost host = TestHost.with()
			.configuration(Basic.class)
			.baseUrl("https://acme.example/tools/")
			.userCodeParameter("code")
			.start()) {
			RawAnswer review = host.wire().get("/clilogin?code=" + start(host).login().userCode(), ANN);
			assertThat(HtmlForm.find(review.body(), "/confirm").action()).isEqualTo("/tools/clilogin/confirm");
			assertThat(HtmlForm.find(review.body(), "/confirm").value("code")).isNotEmpty();
		}
	}

	@Test
	void whoSendsAPasswordWithEveryRequestIsNeverSentInACircle() {
		try (TestHost host = TestHost.with().configuration(Basic.class).start()) {
			RawAnswer review = host.wire()
				.get("/clilogin?user_code=" + start(host).login().userCode(), ANN, "Cookie: JSESSIONID=foreign");
			assertThat(HtmlForm.find(review.body(), "/confirm").hidden()).doesNotContainKey("by_session");
		}
	}

	@Test
	void aMultipartBodyNeverReachesTheHostsErrorPage() {
		try (TestHost host = TestHost.with().configuration(Basic.class).start()) {
			for (String path : List.of("/clilogin", "/clilogin/confirm", "/clilogin/browser")) {
				RawAnswer answer = host.wire()
					.post(path, "Content-Type: multipart/form-data\r\n" + ANN, new byte[] { 'x' });
				assertThat(answer.error()).as(path).isEqualTo("415 invalid_request");
			}
		}
	}

	@Test
	void aFormOnAnotherSiteOpensNothingAlsoWithoutCsrfProtection() {
		try (TestHost host = TestHost.with().configuration(Basic.class).start()) {
			String code = "user_code=" + start(host).login().userCode();
			assertThat(host.wire().form("/clilogin", code, ANN).body()).contains("decision_token");
			for (String foreign : List.of("Origin: https://evil.example", "Origin: null",
					"Sec-Fetch-Site: cross-site")) {
				RawAnswer form = host.wire().form("/clilogin", code, ANN, foreign);
				assertThat(form.status()).as(foreign).isEqualTo(200);
				assertThat(form.body()).as(foreign).contains("name=\"user_code\"").doesNotContain("decision_token");
			}
		}
	}

	@Test
	void aFormOnAnotherSiteDecidesNothing() {
		try (TestHost host = TestHost.with().configuration(Basic.class).start()) {
			StartResult.Started started = start(host);
			RawAnswer review = host.wire().get("/clilogin?user_code=" + started.login().userCode(), ANN);
			String body = String.join("&",
					HtmlForm.find(review.body(), "/confirm")
						.hidden()
						.entrySet()
						.stream()
						.map((field) -> field.getKey() + "=" + field.getValue())
						.toList());
			String cookie = "Cookie: " + review.header("Set-Cookie").get(0).split(";")[0];
			RawAnswer foreign = host.wire()
				.form("/clilogin/confirm", body, ANN, cookie, "Origin: https://evil.example");
			assertThat(foreign.status()).isEqualTo(403);
			assertThat(foreign.body()).contains("Nothing was decided");
			assertThat(host.wire().form("/clilogin/confirm", body, ANN, cookie).body()).contains("<h1>Confirmed</h1>");
		}
	}

	@Test
	void theAccountIsShownByItsNameForPeople() {
		try (TestHost host = TestHost.with().configuration(Uncovered.class).start()) {
			assertThat(host.wire().get("/clilogin", "X-Test-User: 4711").body()).contains("<bdi>Ann Example</bdi>");
		}
	}

	@Test
	void thePageSpeaksTheLanguageOfTheRequestAndOtherwiseEnglish() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.GERMAN);
		try (TestHost host = TestHost.with().configuration(Basic.class).start()) {
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
	void theFirstLanguageOfTheRequestThatThePageSpeaksIsTaken() {
		Map<String, String> languages = Map.of("ja, de;q=0.8", "de", "ja, fr;q=0.7, de;q=0.8", "de",
				"ja, en-GB;q=0.9, de;q=0.8", "en", "ja, *;q=0.5", "en", "ja, ko", "en", "de-AT, fr", "de");
		try (TestHost host = TestHost.with().configuration(Basic.class).start()) {
			languages.forEach((wanted,
					language) -> assertThat(host.wire().get("/clilogin", ANN, "Accept-Language: " + wanted).body())
						.as(wanted)
						.contains("<html lang=\"" + language + "\""));
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { OneLanguage.class, TwoLanguages.class })
	void aHostThatChoosesTheLanguageIsObeyed(Class<?> choice) {
		try (TestHost host = TestHost.with().configuration(Basic.class).configuration(choice).start()) {
			assertThat(host.wire().get("/clilogin", ANN, "Accept-Language: ja, de;q=0.8").body())
				.contains("<html lang=\"fr\"");
		}
	}

	@Test
	void withoutASecurityFilterChainThePageNamesTheCure() {
		try (TestHost host = TestHost.with().configuration(Uncovered.class).start()) {
			StartResult.Started started = start(host);
			TestBrowser browser = new TestBrowser(URI.create("http://localhost:" + host.port()));
			View closed = browser.get("/clilogin?user_code=" + started.login().userCode());
			assertThat(closed.status()).isEqualTo(403);
			assertThat(closed.html()).contains("No security filter chain covers this page", "securityMatcher");
			for (String form : List.of("", "/confirm", "/reject", "/disconnect", "/switch-account")) {
				assertThat(browser.send("POST", "/clilogin" + form, Map.of()).status()).isEqualTo(403);
			}
		}
	}

	@Test
	void aTokenOfACommandLineMayNotEvenLook() {
		try (TestHost host = TestHost.with().configuration(Uncovered.class).start()) {
			StartResult.Started started = start(host);
			host.service().confirm(started.login().id(), TestHost.user("ann"));
			RawAnswer answer = host.wire().get("/clilogin", "X-Test-Token: " + token(host, started));
			assertThat(answer.status()).isEqualTo(403);
			assertThat(answer.body()).contains("command-line tool cannot confirm a login");
		}
	}

	private static String token(TestHost host, StartResult.Started started) {
		DeviceCode code = AbstractPageTests.code(started);
		return ((CollectResult.Collected) host.service().collect(code, null)).credential();
	}

	@Test
	void aLookThatFailsIsReplacedByOurs() {
		try (TestHost host = TestHost.with().configuration(Uncovered.class).start()) {
			RawAnswer answer = host.wire().get("/clilogin", "X-Test-User: ann");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.body()).contains("<style>", "this application", "<bdi>ann</bdi>");
		}
	}

	/** As the guide writes it. */
	@Test
	void aHostAddsAStyleSheetToTheBuiltInLook() {
		try (TestHost host = TestHost.with().configuration(Basic.class).configuration(Styled.class).start()) {
			RawAnswer page = host.wire().get("/clilogin", ANN, "Accept-Language: ja, de;q=0.8");
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

	/** A host that speaks French, whatever is asked for. */
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

	/** A host whose chains leave the page alone, and whose look fails. */
	@Configuration(proxyBeanMethods = false)
	static class Uncovered {

		@Bean(autowireCandidate = false)
		HandlerMapping pageMapping(CliLoginService service, CliUserService users, CliLoginWebSettings settings,
				RateLimits limits) {
			return new PrivateHandlerMapping(List.of(new PageRoutes(service, users, settings, (page, locale) -> {
				throw new IllegalStateException("The look fails");
			}, limits).routes()));
		}

		@Bean
		@Order(-1)
		SecurityFilterChain open(HttpSecurity http) throws Exception {
			return http.securityMatcher("/clilogin", "/clilogin/*")
				.csrf((csrf) -> csrf.disable())
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

	/** A host without forms and sessions. */
	@Configuration(proxyBeanMethods = false)
	static class Basic {

		@Bean(autowireCandidate = false)
		HandlerMapping pageMapping(CliLoginService service, CliUserService users, CliLoginWebSettings settings,
				RateLimits limits, ObjectProvider<ConfirmationPageRenderer> look) {
			ConfirmationPageRenderer renderer = look.getIfAvailable(() -> ConfirmationPageRenderer.builtIn("", null));
			return new PrivateHandlerMapping(
					List.of(new PageRoutes(service, users, settings, renderer, limits).routes()));
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("ann").password("{noop}demo").roles("USER").build());
		}

		@Bean
		@Order(-1)
		SecurityFilterChain basic(HttpSecurity http, CliLoginWebSettings settings) throws Exception {
			return http.securityMatcher("/clilogin", "/clilogin/*")
				.addFilterBefore(new ExpiredSessionFilter(settings), CsrfFilter.class)
				.addFilterBefore(new SignInFilter(settings, EnumSet.allOf(UserEndpoint.class)),
						AuthorizationFilter.class)
				.csrf((csrf) -> csrf.disable())
				.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
