package io.github.clilogin.security;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

import io.github.clilogin.CliLoginService;

/**
 * Puts the {@link BearerFilter} into a chain, and what tells a token that it does not
 * reach so far, and lifts CSRF protection from exactly the requests that it answers or
 * authenticates.
 */
final class BearerTokens implements Customizer<HttpSecurity> {

	private final RequestMatcher requests;

	private final BearerFilter filter;

	private BearerTokens(CliLoginService service, RequestMatcher paths) {
		BearerHeader header = new BearerHeader(service.settings().token().prefix());
		this.requests = new AndRequestMatcher(header, paths);
		this.filter = new BearerFilter(service, header, this.requests);
	}

	/**
	 * Returned as what the caller returns too: so the caller is loaded without any class
	 * of a web application.
	 */
	static Customizer<HttpSecurity> create(CliLoginService service, RequestMatcher paths) {
		return new BearerTokens(service, paths);
	}

	@Override
	public void customize(HttpSecurity http) {
		http.csrf((csrf) -> csrf.ignoringRequestMatchers(this.requests));
		http.addFilterBefore(this.filter, UsernamePasswordAuthenticationFilter.class);
		http.addFilterBefore(new InsufficientScopeFilter(), AuthorizationFilter.class);
	}

}
