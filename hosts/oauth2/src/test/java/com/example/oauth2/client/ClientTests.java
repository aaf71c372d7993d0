package com.example.oauth2.client;

import java.util.List;
import java.util.stream.Stream;

import com.example.login.Answer;
import com.example.login.Browser;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import com.example.oauth2.Provider;
import io.github.clilogin.CliLoginService;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls controllers in a browser that is signed in at a provider, and with a token.
 */
class ClientTests {

	@AutoClose
	private static final Provider provider = new Provider();

	@AutoClose
	private static RunningHost host;

	@AutoClose
	private static RunningHost hostWithOwnUsers;

	@BeforeAll
	static void start() {
		host = RunningHost.start(List.of(ClientApplication.class), properties());
		hostWithOwnUsers = RunningHost.start(List.of(ClientApplication.class, ProfileUserService.class), properties());
	}

	private static List<String> properties() {
		String registration = "--spring.security.oauth2.client.registration.github.";
		String endpoint = "--spring.security.oauth2.client.provider.github.";
		return Stream.concat(RunningHost.LOGIN.stream(),
				Stream.of(registration + "client-id=acme", registration + "client-secret=secret",
						endpoint + "authorization-uri=" + provider.url("/oauth2/authorize"),
						endpoint + "token-uri=" + provider.url("/oauth2/token"),
						endpoint + "user-info-uri=" + provider.url("/user")))
			.toList();
	}

	@Test
	void tokenHasTheNameOfTheBrowserSession() {
		Browser browser = new Browser();
		Terminal terminal = new Terminal(host.url());
		String token = terminal.login(browser, "octocat");
		assertThat(browser.open(host.url() + "/api/name").body()).isEqualTo("583231");
		assertThat(terminal.get("/api/name", token).body()).isEqualTo("583231");
	}

	@Test
	void ownerOfATokenIncludesTheProvider() {
		String token = new Terminal(host.url()).login(new Browser(), "octocat");
		assertThat(host.context().getBean(CliLoginService.class).authenticate(token).orElseThrow().getOwnerId())
			.isEqualTo("github:583231");
	}

	@Test
	void controllersGetTheUserOfTheProviderFromACliUserService() {
		Browser browser = new Browser();
		Terminal terminal = new Terminal(hostWithOwnUsers.url());
		String token = terminal.login(browser, "octocat");
		assertThat(browser.open(hostWithOwnUsers.url() + "/api/email").body()).isEqualTo("octocat@example.com");
		assertThat(terminal.get("/api/email", token).body()).isEqualTo("octocat@example.com");
		assertThat(terminal.get("/api/name", token).body()).isEqualTo("583231");
	}

	@Test
	void filterChainsOfSpringBootStay() {
		Answer signIn = new Browser().open(host.url() + "/api/name");
		assertThat(signIn.url().toString()).isEqualTo(provider.url("/login"));
		assertThat(new Terminal(host.url()).get("/api/name", "clt_unknown").status()).isEqualTo(401);
	}

}
