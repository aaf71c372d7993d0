package io.github.clilogin.tenants;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

import io.github.clilogin.web.CliLoginTenantResolver;

/**
 * The guide: the host name selects the tenant, and a session is valid in its own one.
 */
@Configuration(proxyBeanMethods = false)
class TenantResolution {

	@Bean
	CliLoginTenantResolver tenantResolver(Tenants tenants) {
		return (request) -> {
			String tenant = tenants.findByHost(request.getServerName()).orElseThrow();
			Authentication user = SecurityContextHolder.getContext().getAuthentication();
			if (user != null && user.getPrincipal() instanceof TenantUser member && !member.tenant().equals(tenant)) {
				throw new AccessDeniedException("The user is signed in to another tenant");
			}
			return tenant;
		};
	}

}
