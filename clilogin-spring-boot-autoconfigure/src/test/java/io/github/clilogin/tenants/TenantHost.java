package io.github.clilogin.tenants;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.UserDetailsService;

import io.github.clilogin.web.CliLoginTenantResolver;

/**
 * The guide: the host name selects the tenant, for the resolver and for the accounts.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ Tenants.class, TenantApi.class })
class TenantHost {

	@Bean
	CliLoginTenantResolver tenantResolver(Tenants tenants) {
		return (request) -> tenants.findByHost(request.getServerName()).orElseThrow();
	}

	@Bean
	UserDetailsService accounts(Tenants tenants) {
		return (userName) -> tenants.account(Tenants.current(), userName);
	}

}
