package io.github.clilogin.conformance.page;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.TestRepository;
import io.github.clilogin.web.CliLoginTenantResolver;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.authentication.switchuser.SwitchUserFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Configures a host application that refuses, fails or loses its store on request.
 */
@Configuration(proxyBeanMethods = false)
class HostConfiguration {

	/** The client ID that the host application refuses. */
	static final String REFUSED = "refused";

	/** The client ID for which the host application fails. */
	static final String BROKEN = "broken";

	/** The header of a request that no security filter chain covers. */
	static final String NOT_COVERED = "X-Not-Covered";

	/** The header of a request whose tenant the host application does not know. */
	static final String UNKNOWN_TENANT = "X-Unknown-Tenant";

	/** The path on which a user acts as another user. */
	static final String ACT_AS = "/act-as";

	@Bean
	CliCredentialMapper mapper() {
		return (user, login) -> switch (String.valueOf(login.request().clientId())) {
			case REFUSED -> CliCredential.refuse("Not on <Sundays>");
			case BROKEN -> throw new IllegalStateException("The mapper fails for this test");
			default -> CliCredential.token();
		};
	}

	@Bean
	WebSecurityCustomizer notCovered() {
		return (web) -> web.ignoring().requestMatchers((request) -> request.getHeader(NOT_COVERED) != null);
	}

	@Bean
	CliLoginTenantResolver tenants() {
		return (request) -> {
			if (request.getHeader(UNKNOWN_TENANT) != null) {
				throw new IllegalArgumentException("The tenant is unknown for this test");
			}
			return "";
		};
	}

	@Bean
	Customizer<HttpSecurity> switchUser(UserDetailsService users) {
		SwitchUserFilter filter = new SwitchUserFilter();
		filter.setUserDetailsService(users);
		filter.setSwitchUserMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, ACT_AS));
		filter.setTargetUrl("/");
		filter.afterPropertiesSet();
		return (http) -> http.addFilter(filter);
	}

	@Bean
	TestRepository store() {
		return new TestRepository(MemoryCliLogins.repository());
	}

}
