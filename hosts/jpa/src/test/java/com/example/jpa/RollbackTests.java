package com.example.jpa;

import java.util.List;

import com.example.login.Browser;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import io.github.clilogin.CliLoginService;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Revokes all logins in a transaction of the host application that rolls back.
 */
class RollbackTests {

	@Test
	void revocationStandsAndTheRowsOfTheHostAreGone() {
		try (RunningHost host = RunningHost.startEnabled(List.of(JpaApplication.class, Closing.class),
				"--spring.datasource.url=jdbc:h2:mem:rollback")) {
			Terminal terminal = new Terminal(host.url());
			String token = terminal.login(new Browser(), "ann");
			assertThat(terminal.get("/api/me", token).status()).isEqualTo(200);
			assertThatIllegalStateException().isThrownBy(() -> host.bean(Closing.class).closeAccount("ann"));
			assertThat(terminal.get("/api/me", token).status()).isEqualTo(401);
			assertThat(host.bean(Accounts.class).findByName("ann")).isPresent();
		}
	}

	/** A service of the host. */
	static class Closing {

		private final Accounts accounts;

		private final CliLoginService cliLogins;

		Closing(Accounts accounts, CliLoginService cliLogins) {
			this.accounts = accounts;
			this.cliLogins = cliLogins;
		}

		@Transactional
		void closeAccount(String name) {
			this.accounts.delete(this.accounts.findByName(name).orElseThrow());
			this.accounts.flush();
			assertThat(this.cliLogins.revokeAll(name)).isEqualTo(1);
			throw new IllegalStateException("As a host may fail");
		}

	}

}
