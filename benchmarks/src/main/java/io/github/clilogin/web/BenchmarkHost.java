package io.github.clilogin.web;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.springframework.security.core.Authentication;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliLoginSettings;
import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;
import io.github.clilogin.memory.MemoryCliLogins;

/**
 * What the endpoints stand on, without an application around.
 *
 * @param service the logins, in memory
 * @param settings the host's decisions
 * @param waiting where polls wait
 * @param polls answers polls
 */
record BenchmarkHost(CliLoginService service, CliLoginWebSettings settings, WaitingPolls waiting, Polls polls) {

	static BenchmarkHost create() {
		CliLoginService service = new CliLoginService(MemoryCliLogins.repository(),
				(user, login) -> CliCredential.token(), new Nobody(), null, CliLoginSettings.defaults(),
				Clock.systemUTC(), (event) -> {
				});
		CliLoginWebSettings settings = new CliLoginWebSettings(CliLoginPaths.under("/clilogin"), null, null,
				Duration.ofSeconds(5), Duration.ofSeconds(25), 1_000_000, "user_code", 30, Clock.systemUTC());
		CliLoginLimits limits = CliLoginLimits.of(service, settings);
		WaitingPolls waiting = WaitingPolls.of(service, settings, limits);
		return new BenchmarkHost(service, settings, waiting, new Polls(service, settings, limits, waiting));
	}

	/** No user signs in. */
	private static final class Nobody implements CliUserService {

		@Override
		public CliUser remember(Authentication user) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Optional<Authentication> load(CliUser user) {
			return Optional.empty();
		}

	}

}
