package io.github.clilogin.conformance;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.clilogin.client.BrowserLauncher;
import io.github.clilogin.client.CliLoginClient;
import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.Credentials;
import io.github.clilogin.client.LoginEvent;
import io.github.clilogin.client.LoginFlow;
import io.github.clilogin.client.PendingLogin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests clilogin-client against the sample application, for everything beyond RFC 8628.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class CliLoginClientTests {

	private final SampleServer server = SampleServer.start(Map.of());

	private final SampleUser ann = SampleUser.ann();

	@AfterAll
	void stopServer() {
		this.server.close();
	}

	private static PendingLogin start(SampleServer server, LoginFlow flow) throws CliLoginException {
		return CliLoginClient.builder(server.uri()).clientId("acme").flow(flow).browser((page) -> true).build().start();
	}

	private PendingLogin startWithoutReturnCode() throws CliLoginException {
		return CliLoginClient.builder(this.server.uri())
			.clientId("acme")
			.browser(BrowserLauncher.none())
			.build()
			.start();
	}

	/** Expects one event at most, which precedes the code that the browser posts. */
	@Test
	void theReturnCodeIsSentWithoutADelay() throws Exception {
		List<LoginEvent> events = new ArrayList<>();
		try (PendingLogin login = start(this.server, LoginFlow.CONFIRM)) {
			CompletableFuture<Credentials> credentials = login.awaitAsync(events::add);
			this.ann.confirm(invitation(login));
			assertThat(credentials.get(20, TimeUnit.SECONDS).account()).isEqualTo("ann");
		}
		assertThat(events).hasSizeLessThanOrEqualTo(1);
	}

	private static Invitation invitation(PendingLogin login) {
		return new Invitation(login.userCode(), login.link());
	}

	@ParameterizedTest
	@EnumSource
	void aConfirmedLoginGivesATokenThatOpensTheApi(LoginFlow flow) throws Exception {
		try (PendingLogin login = start(this.server, flow)) {
			assertThat(login.flow()).isEqualTo((flow == LoginFlow.AUTO) ? LoginFlow.CONFIRM : flow);
			this.ann.confirm(invitation(login));
			Credentials credentials = login.await((event) -> {
			});
			assertThat(credentials.account()).isEqualTo("ann");
			assertThat(status(credentials)).isEqualTo(200);
		}
	}

	private int status(Credentials credentials) {
		String authorization = "Authorization: " + credentials.tokenType() + " " + credentials.accessToken();
		return this.server.host().wire().get(SampleServer.API, authorization).status();
	}

	/** Expects no event: the decision ends the only poll, which the server holds. */
	@Test
	void theDecisionEndsThePollThatTheServerHolds() throws Exception {
		List<LoginEvent> events = new ArrayList<>();
		try (PendingLogin login = startWithoutReturnCode()) {
			CompletableFuture<Credentials> credentials = login.awaitAsync(events::add);
			this.ann.confirm(invitation(login));
			assertThat(credentials.get(20, TimeUnit.SECONDS).account()).isEqualTo("ann");
		}
		assertThat(events).isEmpty();
	}

	@Test
	void aLoginThatIsClosedCannotBeConfirmedAnyMore() throws Exception {
		PendingLogin login = start(this.server, LoginFlow.CONFIRM);
		login.close();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.ann.confirm(invitation(login)))
			.withMessageContainingAll("410", "Cancelled");
	}

	@ParameterizedTest
	@EnumSource(names = { "BROWSER", "CONFIRM" })
	void aRejectedLoginSaysSo(LoginFlow flow) throws Exception {
		try (PendingLogin login = start(this.server, flow)) {
			this.ann.reject(invitation(login));
			assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> login.await((event) -> {
			})).satisfies((ex) -> assertThat(ex.reason()).isEqualTo(CliLoginException.Reason.REJECTED));
		}
	}

	@Test
	void theStateInTheLinkDoesNotCollectTheLogin() throws Exception {
		try (PendingLogin login = start(this.server, LoginFlow.BROWSER)) {
			URI link = login.link();
			this.ann.confirm(invitation(login));
			String poll = "client_id=acme&device_code=" + link.getQuery().substring(6);
			assertThat(this.server.host().wire().form("/clilogin/status", poll).body()).contains("unknown");
			assertThat(login.await((event) -> {
			}).account()).isEqualTo("ann");
		}
	}

	@ParameterizedTest
	@CsvSource({ "confirm,CONFIRM", "code,CODE", "browser,BROWSER", "'code,browser',CODE" })
	void autoLogsInWithTheEnabledFlow(String flows, LoginFlow expected) throws Exception {
		try (SampleServer other = SampleServer.start(Map.of("clilogin.login.flows", flows));
				PendingLogin login = start(other, LoginFlow.AUTO)) {
			assertThat(login.flow()).isEqualTo(expected);
			SampleUser.ann().confirm(invitation(login));
			assertThat(login.await((event) -> {
			}).account()).isEqualTo("ann");
		}
	}

	@Test
	void autoWithoutABrowserLogsInWhereOnlyBrowserIsEnabled() throws Exception {
		try (SampleServer other = SampleServer.start(Map.of("clilogin.login.flows", "browser"));
				PendingLogin login = CliLoginClient.builder(other.uri())
					.browser(BrowserLauncher.none())
					.build()
					.start()) {
			assertThat(login.flow()).isEqualTo(LoginFlow.BROWSER);
		}
	}

}
