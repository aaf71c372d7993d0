package io.github.clilogin.conformance.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.conformance.SampleServer;
import io.github.clilogin.testsupport.TestCli;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what a page of another site can do in a browser, and that users who sign in at
 * another site return to the link that they opened.
 */
class OtherSiteTests extends AbstractPageTests {

	private static final String REVIEW = "Log in to Acme from the command line?";

	private static final String ENTER_CODE = "Log in from the command line";

	private static final int PORT = TestSocketUtils.findAvailableTcpPort();

	private static final String URL = "http://localhost:" + PORT;

	@AutoClose
	private static final SignInSite provider = new SignInSite();

	@AutoClose
	private static final ForeignSite tool = new ForeignSite("127.0.0.1", "<!doctype html><title>Tool</title>");

	@AutoClose
	private static final SampleServer server = SampleServer.start(properties());

	private Visitor visitor;

	private static Map<String, String> properties() {
		Map<String, String> properties = new HashMap<>(provider.properties());
		properties.put("spring.profiles.active", "memory,github");
		properties.put("server.port", Integer.toString(PORT));
		properties.put("APP_URL", URL);
		properties.put("clilogin.limits.starts-per-minute", "20");
		properties.put("clilogin.endpoints.allowed-origins", tool.url().replaceAll("/$", ""));
		return properties;
	}

	@BeforeEach
	void openBrowser() {
		server.expireLogins();
		this.visitor = environment().visitorOf(server);
	}

	@AfterEach
	void closeBrowser() {
		this.visitor.close();
	}

	private Page page() {
		return this.visitor.page();
	}

	private TestCli cli() {
		return server.host().cli(Map.of("client_id", "acme"));
	}

	private void signIn() {
		this.visitor.open("/");
		approve();
		page().waitForURL(URL + "/**");
	}

	private void approve() {
		page().waitForURL("**/authorize?**");
		this.visitor.press("Approve");
	}

	/** Lets the page of another site open a link. */
	private void openFrom(String site, String link) {
		try (ForeignSite other = new ForeignSite(site, "<!doctype html><a href=\"%s\">Win</a>".formatted(link))) {
			this.visitor.open(other.url()).press("Win");
			page().waitForURL((url) -> !url.startsWith(other.url()));
		}
	}

	private static long starts() {
		return server.host().events().stream().filter(CliLoginEvent.Started.class::isInstance).count();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1" })
	void hiddenFormOfAnotherSiteStartsNoLogin(String host) {
		signIn();
		long before = starts();
		String form = """
				<!doctype html><form method="post" action="%s/clilogin/device"><input name="client_id" value="acme">
				<input name="device_name" value="ann@laptop"><input name="code_challenge" value="%s"></form>
				<script>document.forms[0].submit()</script>""".formatted(URL, "c1".repeat(32));
		try (ForeignSite site = new ForeignSite(host, form)) {
			page().navigate(site.url());
			page().waitForURL(URL + "/clilogin/device");
			assertThat(this.visitor.text()).contains("access_denied");
		}
		assertThat(starts()).isEqualTo(before);
	}

	@Test
	void manyRequestsOfAnotherSiteDoNotUseUpTheLimitOfTheVisitor() {
		signIn();
		try (ForeignSite site = new ForeignSite("127.0.0.1", "<!doctype html>")) {
			this.visitor.open(site.url());
			page().evaluate("""
					async (url) => {
						for (let i = 0; i < 30; i++) {
							await fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include',
								body: new URLSearchParams({ client_id: 'acme' }) });
						}
					}""", URL + "/clilogin/device");
		}
		assertThat(cli().started().status()).isEqualTo(200);
	}

	@Test
	void pageOfAnAllowedOriginReadsTheResponseAndNoOtherPageDoes() {
		String script = """
				(url) => fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Prefer': 'wait=0' },
						body: '{"clientId":"acme"}' })
					.then((response) => response.json()).then((answer) => answer.userCode, (failure) => failure.name)""";
		this.visitor.open(tool.url());
		assertThat(page().evaluate(script, URL + "/clilogin/device")).asString().matches("[A-Z]{4}-[A-Z]{4}");
		long before = starts();
		try (ForeignSite site = new ForeignSite("127.0.0.1", "<!doctype html>")) {
			this.visitor.open(site.url());
			assertThat(page().evaluate(script, URL + "/clilogin/device")).isEqualTo("TypeError");
		}
		assertThat(starts()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1" })
	void signedInUserTypesTheCodeOfALinkOfAnotherSite(String site) {
		signIn();
		TestCli login = cli();
		openFrom(site, URL + login.path());
		assertThat(this.visitor.heading()).isEqualTo(ENTER_CODE);
		assertThat(page().url()).isEqualTo(URL + "/clilogin");
		page().reload();
		assertThat(this.visitor.heading()).isEqualTo(ENTER_CODE);
		assertThat(this.visitor.enter(login.userCode()).press("Confirm").heading()).isEqualTo("Confirmed");
	}

	@Test
	void linksOfAnotherSiteDoNotUseUpTheLimitOfTheUser() {
		signIn();
		TestCli login = cli();
		for (int i = 0; i < 6; i++) {
			openFrom("127.0.0.1", URL + "/clilogin?user_code=BBBBBBBB");
			assertThat(this.visitor.heading()).isEqualTo(ENTER_CODE);
		}
		assertThat(this.visitor.open(login.path()).heading()).isEqualTo(REVIEW);
	}

	@Test
	void signedOutUserTypesTheCodeOfALinkOfAnotherSite() {
		TestCli login = cli();
		openFrom("localhost", URL + login.path());
		approve();
		page().waitForURL(URL + "/clilogin*");
		assertThat(this.visitor.heading()).isEqualTo(ENTER_CODE);
	}

	@Test
	void linkOfTheFlowBrowserFromAnotherSiteShowsNoLogin() {
		TestCli login = server.host().cli(Map.of("client_id", "acme", "code_challenge", "c2".repeat(32)));
		openFrom("localhost", URL + login.path());
		approve();
		page().waitForURL(URL + "/clilogin/browser*");
		assertThat(this.visitor.heading()).isEqualTo("Start again from your terminal");
		openFrom("127.0.0.1", URL + login.path());
		assertThat(this.visitor.heading()).isEqualTo("Start again from your terminal");
		assertThat(this.visitor.open(login.path()).heading()).isEqualTo(REVIEW);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "c3" })
	void signInAtAnotherSiteReturnsToTheOpenedLink(String challenge) {
		TestCli login = server.host()
			.cli(challenge.isEmpty() ? Map.of("client_id", "acme")
					: Map.of("client_id", "acme", "code_challenge", challenge.repeat(32)));
		this.visitor.open(login.path());
		approve();
		page().waitForURL(URL + "/clilogin**");
		assertThat(this.visitor.heading()).isEqualTo(REVIEW);
		page().reload();
		assertThat(this.visitor.text()).contains(login.userCode());
		assertThat(this.visitor.press("Confirm").heading()).isEqualTo("Confirmed");
		page().goBack();
		assertThat(this.visitor.heading()).isEqualTo("Confirmed");
	}

	@Test
	void switchingTheAccountAtAnotherSiteReturnsToTheOpenedLink() {
		signIn();
		TestCli login = cli();
		this.visitor.open(login.path()).press("Not you? Switch account");
		approve();
		page().waitForURL(URL + "/clilogin**");
		assertThat(this.visitor.text()).contains(login.userCode());
		assertThat(this.visitor.press("Confirm").heading()).isEqualTo("Confirmed");
	}

	@Test
	void tabOfAnotherSiteDuringTheSignInOnlyCostsTypingTheCode() {
		TestCli login = cli();
		this.visitor.open(login.path());
		page().waitForURL("**/authorize?**");
		Visitor second = this.visitor.secondTab();
		try (ForeignSite site = new ForeignSite("127.0.0.1", "<!doctype html>")) {
			second.open(site.url())
				.page()
				.evaluate("(url) => location.assign(url)", URL + "/clilogin?user_code=BBBBBBBB");
			second.page().waitForURL("**/authorize?**");
		}
		second.press("Approve");
		second.page().waitForURL(URL + "/clilogin*");
		assertThat(List.of(second.heading())).containsExactly(ENTER_CODE);
		assertThat(second.enter(login.userCode()).heading()).isEqualTo(REVIEW);
	}

}
