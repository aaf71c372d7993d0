package io.github.clilogin.autoconfigure;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.UserDetailsService;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUserService;
import io.github.clilogin.CredentialSealer;
import io.github.clilogin.security.CliLoginSecurity;

/** {@link EnableAutoConfiguration Auto-configuration} for {@link CliLoginService}. */
@AutoConfiguration
@EnableConfigurationProperties(CliLoginProperties.class)
public final class CliLoginAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CliLoginService cliLoginService(CliLoginRepository repository, CliCredentialMapper mapper, CliUserService users,
			ObjectProvider<CredentialSealer> sealer, CliLoginProperties properties, ObjectProvider<Clock> clock,
			ApplicationEventPublisher events) {
		return CliLoginService.builder(repository, users)
			.mapper(mapper)
			.sealer(sealer.getIfAvailable())
			.settings(properties.toSettings())
			.impersonation(properties.login().impersonation())
			.clock(clock.getIfUnique(Clock::systemUTC))
			.listener(events::publishEvent)
			.build();
	}

	@Bean
	@ConditionalOnMissingBean
	CliCredentialMapper cliCredentialMapper() {
		return (user, login) -> CliCredential.token();
	}

	@Bean
	@ConditionalOnMissingBean
	CliUserService cliUserService(ObjectProvider<UserDetailsService> accounts) {
		return CliLoginSecurity.userService(accounts::getIfUnique);
	}

}
