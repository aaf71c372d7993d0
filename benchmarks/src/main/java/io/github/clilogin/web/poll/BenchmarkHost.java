package io.github.clilogin.web.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.web.CliLoginPaths;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.wire.TenantServices;

/**
 * The objects that the endpoints need, without an application.
 *
 * @param service the logins, in memory
 * @param settings the settings
 * @param limits the limits
 * @param waiting the waiting polls
 * @param polls answers polls
 */
record BenchmarkHost(CliLoginService service, CliLoginWebSettings settings, RateLimits limits, WaitingPolls waiting,
		PollHandler polls) {

	static BenchmarkHost create() {
		CliLoginRepository repository = MemoryCliLogins.repository();
		CliLoginService service = CliLoginService.builder(repository, new Nobody()).build();
		CliLoginWebSettings settings = new CliLoginWebSettings(CliLoginPaths.under("/clilogin"), null, null,
				Duration.ofSeconds(5), Duration.ofSeconds(25), 1_000_000, "user_code", 30, List.of(), null, true,
				Clock.systemUTC());
		RateLimits limits = new RateLimits((event) -> {
		}, settings);
		WaitingPolls waiting = new WaitingPolls(repository, settings, limits);
		return new BenchmarkHost(service, settings, limits, waiting,
				new PollHandler(new TenantServices(service, null), settings, limits, waiting));
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
