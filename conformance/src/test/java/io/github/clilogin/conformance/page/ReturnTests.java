package io.github.clilogin.conformance.page;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.microsoft.playwright.Browser;
import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginProof;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CollectResult;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.ReturnCode.Method;
import io.github.clilogin.StartResult;
import io.github.clilogin.conformance.SampleServer;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestCli;
import io.github.clilogin.testsupport.TestLogins;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a return code gets from the browser to the CLI. The application with TLS has
 * a session cookie that the browser sends for requests of its own site only.
 */
class ReturnTests extends AbstractPageTests {

	private static final String TYPE = "Type this code in your terminal";

	private static final String SHOW = "Show a code to type";

	private static final String SEND = "Send the code to the terminal";

	@TempDir
	private static Path directory;

	private static SampleServer secure;

	private final List<AutoCloseable> open = new ArrayList<>();

	private final List<String> visited = new ArrayList<>();

	private SampleServer server;

	private URI uri;

	@BeforeAll
	static void startWithTls() {
		Map<String, String> properties = new HashMap<>(TlsKeyStore.properties(directory));
		properties.put("server.servlet.session.cookie.same-site", "strict");
		secure = SampleServer.start(properties, HostConfiguration.class);
	}

	@AfterAll
	static void stop() {
		secure.close();
	}

	@BeforeEach
	void startWithoutTls() {
		this.server = environment().server();
		this.uri = this.server.uri();
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable each : this.open) {
			each.close();
		}
	}

	/**
	 * Opens a browser at the application with this scheme, in which the user signs in.
	 */
	private Visitor at(String scheme, String name) {
		boolean tls = scheme.equals("https");
		this.server = tls ? secure : environment().server();
		this.uri = URI.create(this.server.host().url().replaceFirst("http", scheme));
		return signIn(name);
	}

	private Visitor signIn(String name) {
		Visitor visitor = environment().visitorOf(this.uri);
		this.open.add(visitor);
		visitor.page().onFrameNavigated((frame) -> this.visited.add(frame.url()));
		return visitor.open("/").signIn(name);
	}

	private ReturnListener listen() {
		ReturnListener listener = new ReturnListener(this.uri + "/clilogin/finished");
		this.open.add(listener);
		return listener;
	}

	private StartResult.Started start(int port, Method... methods) {
		return this.server.host()
			.logins()
			.start(CliLoginRequest.builder(CliLoginFlow.CONFIRM)
				.clientId("acme")
				.remoteAddress("127.0.0.1")
				.returnMethods(List.of(methods))
				.returnPort(List.of(methods).contains(Method.LOOPBACK) ? port : null)
				.build());
	}

	private static String link(StartResult.Started started) {
		return "/clilogin?user_code=" + started.login().displayedUserCode();
	}

	private CollectResult collect(StartResult.Started started, String code) {
		return this.server.host()
			.service()
			.collect(TestLogins.code(started), "acme", ReturnCode.parse(code).orElseThrow());
	}

	private CliLoginProof proof(StartResult.Started started, String code) {
		assertThat(collect(started, code)).isInstanceOf(CollectResult.Collected.class);
		return stored(started).proof();
	}

	private CliLogin stored(StartResult.Started started) {
		return this.server.host().service().get(started.login().id()).orElseThrow();
	}

	private static String letters(Visitor visitor) {
		return visitor.page().locator(".code strong").innerText();
	}

	private static void awaitFinished(Visitor visitor) {
		visitor.page().waitForURL("**/clilogin/finished");
		visitor.page().locator("h1").waitFor();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	void theBrowserSendsTheCodeToTheCliWithoutTyping(String scheme) {
		Visitor ann = at(scheme, "ann");
		ReturnListener listener = listen();
		StartResult.Started started = start(listener.port(), Method.LOOPBACK, Method.CODE);
		ann.open(link(started)).submit("confirm");
		awaitFinished(ann);
		assertThat(ann.heading()).isEqualTo("Return to your terminal");
		ReturnListener.Received received = listener.received().get(0);
		assertThat(received.line()).isEqualTo("POST /clilogin/return");
		assertThat(received.headers().get("Origin")).containsExactly(this.uri.toString());
		assertThat(received.headers().get("Referer")).containsExactly(this.uri + "/");
		assertThat(received.headers().get("Host")).containsExactly("127.0.0.1:" + listener.port());
		assertThat(received.fields()).containsOnlyKeys("login_id", "return_code")
			.containsEntry("login_id", started.login().id());
		String code = received.code();
		assertThat(this.visited).isNotEmpty().noneMatch((url) -> url.contains(code));
		assertThat(proof(started, code)).isEqualTo(CliLoginProof.LOOPBACK);
		assertThat(listener.received()).hasSize(1);
		assertThat(ann.complaints()).isEmpty();
	}

	@Test
	void aCliCollectsWithTheCodeThatTheBrowserSends() {
		Visitor ann = at("http", "ann");
		ReturnListener listener = listen();
		TestCli cli = start(
				Map.of("return_methods", "loopback code", "return_port", Integer.toString(listener.port())));
		ann.open(cli.link()).submit("confirm");
		awaitFinished(ann);
		assertThat(cli.poll().text("return_method")).isEqualTo("loopback");
		ReturnListener.Received received = listener.received().get(0);
		assertThat(received.fields()).containsEntry("login_id", cli.id());
		assertThat(poll(cli, received.code()).text("access_token")).startsWith("clt_");
	}

	@Test
	void aCliCollectsWithTheCodeThatTheUserTypes() {
		Visitor ann = at("http", "ann");
		TestCli cli = start(Map.of("return_methods", "code"));
		ann.open(cli.link()).submit("confirm");
		assertThat(ann.heading()).isEqualTo(TYPE);
		assertThat(cli.poll().text("return_method")).isEqualTo("code");
		String typed = letters(ann).replace("-", "").toLowerCase(Locale.ROOT);
		assertThat(poll(cli, typed).text("access_token")).startsWith("clt_");
		ann.page().reload();
		assertThat(ann.text()).contains("Confirmed", "Return to your terminal.");
	}

	private static RawResponse poll(TestCli cli, String returnCode) {
		return cli.wire()
			.form("/clilogin/token", Map.of("grant_type", "urn:ietf:params:oauth:grant-type:device_code", "client_id",
					cli.clientId(), "device_code", cli.deviceCode(), "return_code", returnCode));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	void goingBackAndReloadingSendNothingAgain(String scheme) {
		Visitor ann = at(scheme, "ann");
		ReturnListener listener = listen();
		StartResult.Started started = start(listener.port(), Method.LOOPBACK, Method.CODE);
		ann.open(link(started)).submit("confirm");
		awaitFinished(ann);
		ann.page().goBack();
		assertThat(ann.page().url()).endsWith(link(started));
		assertThat(ann.button(SEND).isVisible()).isTrue();
		ann.page().reload();
		assertThat(ann.button(SEND).isVisible()).isTrue();
		ann.open("/clilogin/finished");
		assertThat(listener.received()).hasSize(1);
		collect(started, listener.received().get(0).code());
		assertThat(ann.open(link(started)).text()).contains("Confirmed", "Return to your terminal.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	void theUserTypesTheCodeIfNoCliListens(String scheme) {
		Visitor ann = at(scheme, "ann");
		int port = TestSocketUtils.findAvailableTcpPort();
		StartResult.Started started = start(port, Method.LOOPBACK, Method.CODE);
		ann.open(link(started));
		ann.submit("confirm");
		ann.page().waitForURL("chrome-error://**");
		ann.open("/clilogin/return");
		assertThat(ann.heading()).isEqualTo(TYPE);
		assertThat(proof(started, letters(ann))).isEqualTo(CliLoginProof.TYPED);
		assertThat(this.visited).noneMatch((url) -> url.contains("return_code"));
	}

	@Test
	void theUserGoesBackAndTypesTheCodeIfNoCliListens() {
		Visitor ann = at("http", "ann");
		StartResult.Started started = start(TestSocketUtils.findAvailableTcpPort(), Method.LOOPBACK, Method.CODE);
		ann.open(link(started)).submit("confirm");
		ann.page().waitForURL("chrome-error://**");
		ann.page().goBack();
		ann.press(SHOW);
		assertThat(ann.heading()).isEqualTo(TYPE);
		assertThat(proof(started, letters(ann))).isEqualTo(CliLoginProof.TYPED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	void theCodeToTypeIsShownIfAProxyForbidsToSendIt(String scheme) {
		Visitor ann = at(scheme, "ann");
		ann.context().setExtraHTTPHeaders(Map.of(HostConfiguration.STRICT_PROXY, "true"));
		ReturnListener listener = listen();
		StartResult.Started started = start(listener.port(), Method.LOOPBACK, Method.CODE);
		ann.open(link(started)).submit("confirm");
		ann.page().waitForURL("**/clilogin/return?**");
		assertThat(ann.heading()).isEqualTo(TYPE);
		assertThat(listener.received()).isEmpty();
		assertThat(proof(started, letters(ann))).isEqualTo(CliLoginProof.TYPED);
		assertThat(ann.complaints()).isNotEmpty().allMatch((complaint) -> complaint.contains("form-action"));
	}

	@Test
	void withoutScriptsTheButtonSendsTheCodeAndTheLinkShowsIt() {
		at("http", "ann");
		Visitor ann = user("ann", new Browser.NewContextOptions().setJavaScriptEnabled(false));
		ReturnListener listener = listen();
		StartResult.Started first = start(listener.port(), Method.LOOPBACK, Method.CODE);
		ann.open(link(first)).submit("confirm");
		assertThat(listener.received()).isEmpty();
		ann.press(SEND);
		awaitFinished(ann);
		assertThat(collect(first, listener.received().get(0).code())).isInstanceOf(CollectResult.Collected.class);
		StartResult.Started second = start(listener.port(), Method.LOOPBACK, Method.CODE);
		ann.open(link(second)).submit("confirm");
		ann.press(SHOW);
		assertThat(collect(second, letters(ann))).isInstanceOf(CollectResult.Collected.class);
		assertThat(listener.received()).hasSize(1);
	}

	@Test
	void twoTabsReturnTheCodesOfTheirLogins() {
		Visitor ann = at("http", "ann");
		ReturnListener one = listen();
		ReturnListener two = listen();
		StartResult.Started first = start(one.port(), Method.LOOPBACK, Method.CODE);
		StartResult.Started second = start(two.port(), Method.LOOPBACK, Method.CODE);
		Visitor tab = ann.secondTab();
		ann.open(link(first));
		tab.open(link(second));
		ann.submit("confirm");
		tab.submit("confirm");
		awaitFinished(ann);
		awaitFinished(tab);
		assertThat(collect(first, one.received().get(0).code())).isInstanceOf(CollectResult.Collected.class);
		assertThat(collect(second, two.received().get(0).code())).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void theSameLoginInTwoTabsIsSentOnce() {
		Visitor ann = at("http", "ann");
		ReturnListener listener = listen();
		StartResult.Started started = start(listener.port(), Method.LOOPBACK, Method.CODE);
		Visitor tab = ann.secondTab();
		ann.open(link(started));
		tab.open(link(started));
		ann.submit("confirm");
		awaitFinished(ann);
		tab.submit("confirm");
		tab.page().locator("#return").waitFor();
		assertThat(tab.page().locator("#return[data-automatic]").count()).isZero();
		assertThat(listener.received()).hasSize(1);
	}

	@Test
	void anotherBrowserOfTheUserSaysWhereToLook() {
		Visitor ann = at("http", "ann");
		StartResult.Started started = start(50_123, Method.CODE);
		ann.open(link(started)).submit("confirm");
		String first = letters(ann);
		Visitor other = signIn("ann").open(link(started));
		assertThat(other.heading()).isEqualTo("This browser does not have the code");
		assertThat(other.text()).doesNotContain(first);
		other.press(SHOW);
		String second = letters(other);
		ann.page().reload();
		assertThat(ann.heading()).isEqualTo("This browser does not have the code");
		assertThat(proof(started, second)).isEqualTo(CliLoginProof.TYPED);
	}

	@Test
	void anotherUserGetsNothing() {
		Visitor ann = at("http", "ann");
		ReturnListener listener = listen();
		StartResult.Started started = start(listener.port(), Method.CODE, Method.LOOPBACK);
		ann.open(link(started)).submit("confirm");
		String code = letters(ann);
		Visitor ben = signIn("ben");
		for (String path : List.of("/clilogin/return", "/clilogin/return?state=" + started.login().id(),
				link(started))) {
			assertThat(ben.open(path).heading()).isEqualTo("Log in from the command line");
			assertThat(ben.text()).doesNotContain(code);
		}
		assertThat(collect(started, code)).isInstanceOf(CollectResult.Collected.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	void aPageOfAnotherSiteReplacesNoCode(String scheme) {
		Visitor ann = at(scheme, "ann");
		ReturnListener listener = listen();
		StartResult.Started started = start(listener.port(), Method.LOOPBACK, Method.CODE);
		ann.open(link(started)).submit("confirm");
		awaitFinished(ann);
		try (ForeignSite site = new ForeignSite("127.0.0.1", """
				<!doctype html><title>Site</title><a href="%1$s/clilogin/return">Win</a>
				<img src="%1$s/clilogin/return?state=%2$s">""".formatted(this.uri, started.login().id()))) {
			ann.open(site.url());
			ann.press("Win");
			ann.page().waitForURL((url) -> url.startsWith(this.uri.toString()));
		}
		assertThat(Objects.requireNonNull(stored(started).returnMethod())).isEqualTo(Method.LOOPBACK);
		assertThat(collect(started, listener.received().get(0).code())).isInstanceOf(CollectResult.Collected.class);
	}

}
