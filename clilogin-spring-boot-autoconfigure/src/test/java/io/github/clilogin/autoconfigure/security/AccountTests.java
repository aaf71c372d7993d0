package io.github.clilogin.autoconfigure.security;

import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.User.UserBuilder;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests each step of a login whose account is closed or cannot be read.
 */
class AccountTests {

	@AutoClose
	private static final HostApplication host = HostApplication.start(Accounts.class, "clilogin.endpoints.cli=true",
			"clilogin.endpoints.tokens=true", "clilogin.endpoints.page=true", "clilogin.endpoints.logins=true",
			"clilogin.api.paths=/api/**", "clilogin.limits.starts-per-minute=100");

	private static final Accounts accounts = host.bean(Accounts.class);

	@BeforeEach
	void open() {
		accounts.state = State.OPEN;
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "OPEN", "UNREADABLE" })
	void closedAccountConfirmsNothingOnThePage(State closed) {
		TestCli commandLine = host.cli();
		View review = host.browser(TestBrowser.HTML).open(commandLine.path(), "ann");
		accounts.state = closed;
		View refused = review.submit("/confirm");
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.heading()).isEqualTo("Account not available");
		assertThat(refused.html()).contains("/switch-account", "Try again");
		assertThat(commandLine.poll().error()).isEqualTo("400 authorization_pending");
		accounts.state = State.OPEN;
		assertThat(review.submit("/confirm").heading()).isEqualTo("Confirmed");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "OPEN", "UNREADABLE" })
	void closedAccountConfirmsNothingInAFrontEnd(State closed) {
		TestCli commandLine = host.cli();
		TestBrowser browser = host.browser().as("ann");
		String csrf = "X-CSRF-TOKEN: " + browser.csrf();
		accounts.state = closed;
		View refused = browser.json("/clilogin/logins/" + commandLine.id() + "/confirm", "{}", csrf);
		assertThat(refused.error()).isEqualTo("403 account_unavailable");
		assertThat(refused.json().get("errorDescription").asString()).contains("account", "still pending");
		assertThat(commandLine.poll().error()).isEqualTo("400 authorization_pending");
	}

	@Test
	void accountThatCannotBeReadLeavesTheLoginPending() {
		TestCli commandLine = host.cli();
		View review = host.browser(TestBrowser.HTML).open(commandLine.path(), "ann");
		accounts.state = State.UNREADABLE;
		assertThat(review.submit("/confirm").heading()).isEqualTo("Decision not saved");
		assertThat(commandLine.poll().error()).isEqualTo("400 authorization_pending");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "OPEN", "UNREADABLE" })
	void closedAccountCollectsNothing(State closed) {
		TestCli commandLine = host.confirmedCli();
		accounts.state = closed;
		RawResponse denied = commandLine.poll();
		assertThat(denied.error()).isEqualTo("400 access_denied");
		assertThat(denied.text("message")).startsWith("The account was not found");
		accounts.state = State.OPEN;
		assertThat(commandLine.poll().error()).isEqualTo("400 access_denied");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "OPEN", "UNREADABLE" })
	void closedAccountIsNotGivenItsTokenAgain(State closed) {
		TestCli commandLine = host.confirmedCli();
		String token = commandLine.token();
		accounts.state = closed;
		assertThat(commandLine.poll().error()).isEqualTo("400 access_denied");
		accounts.state = State.OPEN;
		assertThat(call(token).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "OPEN", "UNREADABLE" })
	void tokenOfAClosedAccountIsRefusedUntilTheAccountIsReopened(State closed) {
		String token = host.confirmedCli().token();
		accounts.state = closed;
		for (String path : new String[] { "/api/me", "/clilogin/tokens" }) {
			RawResponse refused = host.wire().get(path, TestCli.bearer(token));
			assertThat(refused.error()).isEqualTo("401 invalid_token");
			assertThat(refused.header("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
		}
		accounts.state = State.OPEN;
		assertThat(call(token).status()).isEqualTo(200);
	}

	@Test
	void loginSurvivesWhileItsAccountCannotBeRead() {
		TestCli commandLine = host.confirmedCli();
		accounts.state = State.UNREADABLE;
		assertThat(commandLine.poll().error()).isEqualTo("400 authorization_pending");
		isUnavailable(commandLine.status());
		accounts.state = State.OPEN;
		String token = commandLine.token();
		accounts.state = State.UNREADABLE;
		assertThat(commandLine.poll().error()).isEqualTo("400 authorization_pending");
		isUnavailable(commandLine.status());
		isUnavailable(call(token));
		accounts.state = State.OPEN;
		assertThat(commandLine.token()).isEqualTo(token);
		assertThat(call(token).status()).isEqualTo(200);
	}

	private static void isUnavailable(RawResponse answer) {
		assertThat(answer.error()).isEqualTo("503 temporarily_unavailable");
		assertThat(answer.header("Retry-After")).isNotEmpty();
	}

	private static RawResponse call(String token) {
		return host.wire().get("/api/me", TestCli.bearer(token));
	}

	/** The states of ann's account. */
	enum State {

		OPEN((ann) -> ann), LOCKED((ann) -> ann.accountLocked(true)), DISABLED((ann) -> ann.disabled(true)),
		EXPIRED((ann) -> ann.accountExpired(true)), CREDENTIALS_EXPIRED((ann) -> ann.credentialsExpired(true)),
		OF_ANOTHER_USER((ann) -> ann.username("ben")), DELETED((ann) -> {
			throw new UsernameNotFoundException("ann");
		}), UNREADABLE((ann) -> {
			throw new IllegalStateException("The accounts cannot be read");
		});

		private final UnaryOperator<UserBuilder> change;

		State(UnaryOperator<UserBuilder> change) {
			this.change = change;
		}

	}

	/**
	 * A host whose one account changes.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainHost.class)
	static class Accounts {

		private volatile State state = State.OPEN;

		@Bean
		UserDetailsService accounts() {
			return (name) -> this.state.change.apply(User.withUsername("ann").password("{noop}demo").roles("USER"))
				.build();
		}

	}

}
