package io.github.clilogin.test.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.UserDetailsService;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.autoconfigure.CliLoginAutoConfiguration;
import io.github.clilogin.test.CliLoginTester;

/** {@link EnableAutoConfiguration Auto-configuration} for {@link CliLoginTester}. */
@AutoConfiguration(after = CliLoginAutoConfiguration.class)
@ConditionalOnBean(CliLoginService.class)
public final class CliLoginTesterAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CliLoginTester cliLoginTester(CliLoginService service, ObjectProvider<UserDetailsService> accounts) {
		return CliLoginTester.of(service, accounts::getIfUnique);
	}

}
