package io.github.clilogin.web;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
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
		CliLoginRepository repository = MemoryCliLogins.repository();
		CliLoginService service = CliLoginService.builder(repository, new Nobody()).build();
		CliLoginWebSettings settings = new CliLoginWebSettings(CliLoginPaths.under("/clilogin"), null, null,
				Duration.ofSeconds(5), Duration.ofSeconds(25), 1_000_000, "user_code", 30, Clock.systemUTC());
		CliLoginLimits limits = CliLoginLimits.of((event) -> {
		}, settings);
		WaitingPolls waiting = WaitingPolls.of(repository, settings, limits);
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
