package io.github.clilogin.web.page;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.web.PageTestConfiguration;
import io.github.clilogin.web.TestHost;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host with a form login on a real server, and a person in front of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AbstractPageTests {

	public static final String PAGE = "/clilogin";

	private @Nullable TestHost host;

	public TestHost.Builder builder() {
		return TestHost.with()
			.login(TestHost.Builder.login(Set.of("read", "write"), Map.of(), CliLoginFlow.values()))
			.configuration(PageTestConfiguration.class);
	}

	@BeforeAll
	public void startHost() {
		this.host = builder().start();
	}

	@AfterAll
	public void stopHost() {
		host().close();
	}

	@AfterEach
	public void mend() {
		host().storeFails(false);
		host().mapper((user, login) -> CliCredential.token());
		// Past the limits that another test has reached
		host().clock().advance(Duration.ofMinutes(10));
	}

	public final TestHost host() {
		return Objects.requireNonNull(this.host);
	}

	public final TestBrowser browser() {
		return new TestBrowser(URI.create("http://localhost:" + host().port()));
	}

	public final StartResult.Started start(CliLoginFlow flow, @Nullable String device, String... scopes) {
		CliLoginRequest request = CliLoginRequest.builder(flow)
			.clientId("acme")
			.clientVersion("1.4")
			.deviceName(device)
			.scopes(Set.of(scopes))
			.remoteAddress("203.0.113.7")
			.build();
		return (StartResult.Started) host().service().start(request);
	}

	public final CliLogin start(CliLoginFlow flow) {
		return start(flow, "ann-laptop").login();
	}

	public final CliLogin start() {
		return start(CliLoginFlow.CONFIRM);
	}

	public static DeviceCode code(StartResult.Started started) {
		return Objects.requireNonNull(started.code());
	}

	public final CliLoginStatus status(CliLogin login) {
		return host().service().get(login.id()).map(CliLogin::status).orElseThrow();
	}

	public static String link(CliLogin login) {
		return PAGE + "?user_code=" + login.displayedUserCode();
	}

	/** What Ann sees who has opened the link. */
	public final View review(CliLogin login) {
		View review = browser().as("ann").get(link(login));
		assertThat(review.heading()).isEqualTo("Log in to Acme &amp; Co from the command line?");
		return review;
	}

}
