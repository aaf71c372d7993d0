package io.github.clilogin.tenants;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.UserDetailsService;

/**
 * A host application whose {@code UserDetailsService} finds the tenant by the current
 * request.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ Tenants.class, TenantApi.class, TenantResolution.class })
class TenantHost {

	@Bean
	UserDetailsService accounts() {
		return (userName) -> new TenantUser(Tenants.current(), userName);
	}

}
