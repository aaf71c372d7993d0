package io.github.clilogin.conformance.page;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Request;
import io.github.clilogin.conformance.AcmeCommand;
import io.github.clilogin.conformance.SampleServer;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that Chromium posts a return code to {@code acme}, whose listener is that of
 * clilogin-client.
 */
@DisabledOnOs(OS.WINDOWS)
class AcmeReturnTests extends AbstractPageTests {

	private final List<String> visited = new ArrayList<>();

	private final List<String> posted = new ArrayList<>();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path home;

	private SampleServer start(boolean isSecure) {
		Map<String, String> properties = new HashMap<>(Map.of("clilogin.login.proof", "required"));
		if (isSecure) {
			properties.putAll(TlsKeyStore.properties(this.home));
		}
		return SampleServer.start(properties, HostConfiguration.class);
	}

	private Visitor visitor(URI server) {
		Visitor visitor = environment().visitorOf(server);
		visitor.page().onFrameNavigated((frame) -> this.visited.add(frame.url()));
		visitor.context().onRequest(this::requested);
		return visitor;
	}

	private void requested(Request request) {
		if (request.url().startsWith("http://127.0.0.1:")) {
			assertThat(request.method()).isEqualTo("POST");
			this.posted.add(request.postData());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	void acmeLogsInWithTheReturnCodeThatTheBrowserPosts(String scheme) throws Exception {
		boolean isSecure = scheme.equals("https");
		try (SampleServer server = start(isSecure)) {
			URI uri = URI.create(server.uri().toString().replaceFirst("http", scheme));
			try (AcmeCommand acme = new AcmeCommand(this.home, uri,
					isSecure ? TlsKeyStore.trusted(this.home) : List.of()); Visitor ann = visitor(uri)) {
				acme.start("login", "--json");
				ann.open(acme.event("started", "link")).signIn("ann").submit("confirm");
				ann.page().waitForURL(uri + "/clilogin/finished");
				assertThat(acme.event("logged_in", "account")).isEqualTo("ann");
				assertThat(acme.exitCode()).isZero();
				assertThatTheCodeIsInNoAddress(ann);
				acme.start("whoami");
				assertThat(acme.output()).isEqualTo("ann");
			}
		}
	}

	private void assertThatTheCodeIsInNoAddress(Visitor visitor) {
		assertThat(this.posted).singleElement().asString().contains("login_id=");
		String code = this.posted.get(0).replaceFirst(".*\\breturn_code=([A-Za-z0-9_-]{43}).*", "$1");
		assertThat(code).hasSize(43);
		String history = visitor.context()
			.newCDPSession(visitor.page())
			.send("Page.getNavigationHistory")
			.get("entries")
			.toString();
		assertThat(history).contains("/clilogin/finished").doesNotContain(code, "return_code");
		assertThat(this.visited).noneMatch((url) -> url.contains(code));
		assertThat(visitor.complaints()).isEmpty();
	}

}
