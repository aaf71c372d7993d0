package io.github.clilogin.autoconfigure.security;

import java.net.http.HttpResponse;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a closed account, and one that cannot be read, is worth at each step of a login.
 */
class AccountTests {

	private static Host host;

	private static Accounts accounts;

	@BeforeAll
	static void start() {
		host = Host.start(Accounts.class, "clilogin.endpoints.cli=true", "clilogin.endpoints.tokens=true",
				"clilogin.api.paths=/api/**");
		accounts = host.bean(Accounts.class);
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@BeforeEach
	void open() {
		accounts.state = State.OPEN;
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "OPEN", "UNREADABLE" })
	void closedAccountCollectsNothing(State closed) throws Exception {
		CommandLine commandLine = new CommandLine(host, "laptop").confirmed();
		accounts.state = closed;
		assertThat(CommandLine.error(commandLine.poll())).isEqualTo("400 access_denied");
		accounts.state = State.OPEN;
		assertThat(CommandLine.error(commandLine.poll())).isEqualTo("400 access_denied");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "OPEN", "UNREADABLE" })
	void closedAccountIsGivenNothingAgain(State closed) throws Exception {
		CommandLine commandLine = new CommandLine(host, "laptop").confirmed();
		String token = commandLine.token();
		accounts.state = closed;
		assertThat(CommandLine.error(commandLine.poll())).isEqualTo("400 access_denied");
		accounts.state = State.OPEN;
		assertThat(call(token).statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "OPEN", "UNREADABLE" })
	void closedAccountOpensNothingUntilItIsOpenedAgain(State closed) throws Exception {
		String token = new CommandLine(host, "laptop").confirmed().token();
		accounts.state = closed;
		for (String path : new String[] { "/api/me", "/clilogin/tokens" }) {
			HttpResponse<String> refused = host.get(path, CommandLine.bearer(token));
			assertThat(CommandLine.error(refused)).isEqualTo("401 invalid_token");
			assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
		}
		accounts.state = State.OPEN;
		assertThat(call(token).statusCode()).isEqualTo(200);
	}

	@Test
	void accountThatCannotBeReadLosesNoLogin() throws Exception {
		CommandLine commandLine = new CommandLine(host, "laptop").confirmed();
		accounts.state = State.UNREADABLE;
		assertThat(CommandLine.error(commandLine.poll())).isEqualTo("400 authorization_pending");
		isUnavailable(commandLine.status());
		accounts.state = State.OPEN;
		String token = commandLine.token();
		accounts.state = State.UNREADABLE;
		assertThat(CommandLine.error(commandLine.poll())).isEqualTo("400 authorization_pending");
		isUnavailable(commandLine.status());
		isUnavailable(call(token));
		accounts.state = State.OPEN;
		assertThat(commandLine.token()).isEqualTo(token);
		assertThat(call(token).statusCode()).isEqualTo(200);
	}

	private static void isUnavailable(HttpResponse<String> answer) {
		assertThat(CommandLine.error(answer)).isEqualTo("503 temporarily_unavailable");
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
	}

	private static HttpResponse<String> call(String token) throws Exception {
		return host.get("/api/me", CommandLine.bearer(token));
	}

	/** What may have become of ann's account. */
	enum State {

		OPEN((ann) -> ann), LOCKED((ann) -> ann.accountLocked(true)), DISABLED((ann) -> ann.disabled(true)),
		EXPIRED((ann) -> ann.accountExpired(true)), CREDENTIALS_EXPIRED((ann) -> ann.credentialsExpired(true)),
		DELETED((ann) -> {
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
	@Import(Host.Plain.class)
	static class Accounts {

		private volatile State state = State.OPEN;

		@Bean
		UserDetailsService accounts() {
			return (name) -> this.state.change.apply(User.withUsername("ann").password("{noop}demo").roles("USER"))
				.build();
		}

	}

}
