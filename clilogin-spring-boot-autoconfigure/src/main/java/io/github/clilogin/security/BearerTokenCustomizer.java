package io.github.clilogin.security;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

import io.github.clilogin.CliLoginService;

/**
 * Adds the {@link CliTokenAuthenticationFilter} and the {@link InsufficientScopeFilter}
 * to a chain. Exempts the requests that the first one handles from CSRF protection.
 */
final class BearerTokenCustomizer implements Customizer<HttpSecurity> {

	private final CliTokenAuthenticationFilter filter;

	private BearerTokenCustomizer(CliLoginService service, RequestMatcher paths,
			Function<HttpServletRequest, String> tenants) {
		this.filter = new CliTokenAuthenticationFilter(service, paths, tenants);
	}

	/** Returns the interface, so that its caller loads without the web classes. */
	static Customizer<HttpSecurity> create(CliLoginService service, RequestMatcher paths,
			Function<HttpServletRequest, String> tenants) {
		return new BearerTokenCustomizer(service, paths, tenants);
	}

	@Override
	public void customize(HttpSecurity http) {
		exemptions(http).matchers.add(this.filter);
		http.addFilterBefore(this.filter, UsernamePasswordAuthenticationFilter.class);
		http.addFilterBefore(new InsufficientScopeFilter(), AuthorizationFilter.class);
	}

	/** Returns the exemptions of a chain, which several customizers share. */
	private static CsrfExemptions exemptions(HttpSecurity http) {
		CsrfExemptions earlier = http.getConfigurer(CsrfExemptions.class);
		CsrfExemptions exemptions = (earlier != null) ? earlier : new CsrfExemptions();
		http.with(exemptions, Customizer.withDefaults());
		return exemptions;
	}

	/**
	 * Adapts the CSRF protection that a chain has when it is built.
	 * {@code HttpSecurity.csrf} would enable a protection that the host has disabled.
	 */
	private static final class CsrfExemptions extends AbstractHttpConfigurer<CsrfExemptions, HttpSecurity> {

		private final List<RequestMatcher> matchers = new ArrayList<>();

		@Override
		@SuppressWarnings("unchecked")
		public void init(HttpSecurity http) {
			CsrfConfigurer<?> csrf = http.getConfigurer(CsrfConfigurer.class);
			if (csrf != null) {
				csrf.ignoringRequestMatchers(this.matchers.toArray(RequestMatcher[]::new));
			}
		}

	}

}
