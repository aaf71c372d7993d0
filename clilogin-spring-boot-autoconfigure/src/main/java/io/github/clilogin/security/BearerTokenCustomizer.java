package io.github.clilogin.security;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

import io.github.clilogin.CliLoginService;

/**
 * Adds the {@link CliTokenAuthenticationFilter} and the {@link InsufficientScopeFilter}
 * to a chain. Disables CSRF protection for the requests that the first one handles.
 */
final class BearerTokenCustomizer implements Customizer<HttpSecurity> {

	private final CliTokenAuthenticationFilter filter;

	private BearerTokenCustomizer(CliLoginService service, RequestMatcher paths) {
		this.filter = new CliTokenAuthenticationFilter(service, paths);
	}

	/** Returns the interface, so that its caller loads without the web classes. */
	static Customizer<HttpSecurity> create(CliLoginService service, RequestMatcher paths) {
		return new BearerTokenCustomizer(service, paths);
	}

	@Override
	public void customize(HttpSecurity http) {
		http.csrf((csrf) -> csrf.ignoringRequestMatchers(this.filter));
		http.addFilterBefore(this.filter, UsernamePasswordAuthenticationFilter.class);
		http.addFilterBefore(new InsufficientScopeFilter(), AuthorizationFilter.class);
	}

}
