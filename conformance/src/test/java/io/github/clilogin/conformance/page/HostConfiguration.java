package io.github.clilogin.conformance.page;

import java.util.List;
import java.util.stream.IntStream;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;
import io.github.clilogin.CliLoginChoice;
import io.github.clilogin.CliLoginChoices;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.TestRepository;
import io.github.clilogin.web.CliLoginTenantResolver;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.authentication.switchuser.SwitchUserFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Configures a host application that refuses, fails or loses its store on request.
 */
@Configuration(proxyBeanMethods = false)
class HostConfiguration {

	/** The client ID that the host application refuses. */
	static final String REFUSED = "refused";

	/** The client ID for which the host application fails. */
	static final String BROKEN = "broken";

	/** The client ID to which the host application offers two organizations. */
	static final String CHOOSY = "choosy";

	/** The client ID to which it offers an organization only before the confirmation. */
	static final String LEAVING = "leaving";

	/** The client ID to which it offers 200 projects. */
	static final String MANY = "many";

	/** The client ID to which it offers labels that attack the page. */
	static final String HOSTILE = "hostile";

	/** The client ID for which the host application cannot offer choices. */
	static final String WITHOUT_CHOICES = "without-choices";

	/** The API that returns the organization of a token. */
	static final String ORGANIZATION = "/api/organization";

	/** The header of a request that no security filter chain covers. */
	static final String NOT_COVERED = "X-Not-Covered";

	/** The header of a request whose tenant the host application does not know. */
	static final String UNKNOWN_TENANT = "X-Unknown-Tenant";

	/** The header of a request behind a proxy that allows forms of this site only. */
	static final String STRICT_PROXY = "X-Strict-Proxy";

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
	CliLoginChoices choices() {
		return (user, login) -> switch (String.valueOf(login.request().clientId())) {
			case CHOOSY -> List.of(organization("acme", "Acme Corp"), organization("globex", "Globex GmbH"),
					new CliLoginChoice("admin", "Administrator", "Role"));
			case LEAVING -> (login.status() == CliLoginStatus.PENDING)
					? List.of(organization("acme", "Acme Corp"), organization("globex", "Globex GmbH"))
					: List.of(organization("acme", "Acme Corp"));
			case MANY -> IntStream.range(0, 200)
				.mapToObj((i) -> new CliLoginChoice("p" + i, "Project " + i, "Project"))
				.toList();
			case HOSTILE -> List.of(organization("script", "<script>alert(1)</script>"),
					organization("bidi", "\u202egpj.emcA \u2067\u2066"), organization("long", "Acme ".repeat(40)));
			case WITHOUT_CHOICES -> throw new IllegalStateException("The choices fail for this test");
			default -> List.of();
		};
	}

	private static CliLoginChoice organization(String id, String label) {
		return new CliLoginChoice(id, label, "Organization");
	}

	@Bean
	RouterFunction<ServerResponse> organization() {
		return RouterFunctions.route()
			.GET(ORGANIZATION, (request) -> ServerResponse.ok()
				.body(((CliTokenAuthentication) request.principal().orElseThrow()).getLogin().choices().get(0).id()))
			.build();
	}

	@Bean
	WebSecurityCustomizer notCovered() {
		return (web) -> web.ignoring().requestMatchers((request) -> request.getHeader(NOT_COVERED) != null);
	}

	/** Adds a policy of its own, as some proxies do. */
	@Bean
	FilterRegistrationBean<Filter> strictProxy() {
		return new FilterRegistrationBean<>((request, response, chain) -> {
			if (((HttpServletRequest) request).getHeader(STRICT_PROXY) != null) {
				((HttpServletResponse) response).addHeader("Content-Security-Policy", "form-action 'self'");
			}
			chain.doFilter(request, response);
		});
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
