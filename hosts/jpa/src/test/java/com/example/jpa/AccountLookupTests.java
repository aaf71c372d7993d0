package com.example.jpa;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.example.login.Answer;
import com.example.login.Browser;
import com.example.login.Log;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signs in by e-mail address, while the user name is an id that the
 * {@link UserDetailsService} does not find.
 */
@ExtendWith(OutputCaptureExtension.class)
class AccountLookupTests {

	@AutoClose
	private static RunningHost host;

	@BeforeAll
	static void start() {
		host = RunningHost.start(List.of(JpaApplication.class, ByEmail.class),
				Stream
					.concat(RunningHost.LOGIN.stream(),
							Stream.of("--spring.main.allow-bean-definition-overriding=true"))
					.toList());
	}

	@Test
	void thePageSaysThatTheAccountIsNotFoundAndTheLoginStaysPending(CapturedOutput output) {
		Terminal terminal = new Terminal(host.url());
		Answer login = terminal.start();
		Browser browser = new Browser();
		Answer review = browser.signIn(browser.open(login.field("verification_uri_complete")), "ann@example.com");
		Answer done = browser.press(review, "Confirm", Map.of());
		assertThat(done.text()).doesNotContain("Confirmed").containsIgnoringCase("account");
		assertThat(terminal.poll(login).field("error")).isEqualTo("authorization_pending");
		assertThat(Log.warnings(output.getAll())).filteredOn((line) -> line.contains("CliUserService")).hasSize(1);
	}

	/** Replaces the bean of the application that has the same name. */
	static class ByEmail {

		@Bean
		UserDetailsService users(Accounts accounts) {
			return (email) -> accounts.findByEmail(email)
				.map((account) -> User.withUsername(String.valueOf(account.getId()))
					.password(account.getPassword())
					.roles(account.getRole())
					.build())
				.orElseThrow(() -> UsernameNotFoundException.fromUsername(email));
		}

	}

}
