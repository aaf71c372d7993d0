package io.github.clilogin.testsupport;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliLoginSettings;
import io.github.clilogin.CliLoginSettings.ProofPolicy;
import io.github.clilogin.CliUserService;

/** Lets a host application demand a return code of each login. */
@Configuration(proxyBeanMethods = false)
public final class DemandingConfiguration {

	@Bean
	CliLoginService demandingLogins(CliLoginRepository repository, CliUserService users, MovableClock clock,
			ApplicationEventPublisher events) {
		return TestLogins.builder(repository, users)
			.settings(CliLoginSettings.defaults().withProof(ProofPolicy.REQUIRED))
			.clock(clock)
			.listener(events::publishEvent)
			.build();
	}

}
