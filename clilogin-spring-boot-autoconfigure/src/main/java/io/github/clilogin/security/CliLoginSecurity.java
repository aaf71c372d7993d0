package io.github.clilogin.security;

import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.util.matcher.RequestMatcher;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;

/**
 * Connects tokens with users and filter chains. Its objects are thread-safe.
 */
public final class CliLoginSecurity {

	private CliLoginSecurity() {
	}

	/**
	 * Returns the default user service. An account of the host application is loaded and
	 * checked at the confirmation, at the collection and at every use of a token. It must
	 * have the user name of the account that signed in. Any other user, such as one of an
	 * OAuth 2.0 provider, keeps the authorities stored at the confirmation, and a
	 * {@link CliUser} is the principal. {@link Authentication#getName} is the name at the
	 * confirmation.
	 * <p>
	 * The id is {@code registrationId:name} for a user of an OAuth 2.0 provider,
	 * otherwise the name, with a colon before it if it contains one. So no user can
	 * choose a name that is the id of another user.
	 * @param accounts supplies the only {@link UserDetailsService}, or {@code null};
	 * called at the first use, so that the accounts may depend on logins
	 * @return the user service
	 */
	public static CliUserService userService(Supplier<@Nullable UserDetailsService> accounts) {
		return new DefaultCliUserService(accounts);
	}

	/**
	 * Returns a customizer that accepts tokens in the {@code Authorization} header. A
	 * token authenticates this request only. An invalid one gets 401 (RFC 6750 §3). A
	 * token that cannot be checked gets 503. If the host application denies access, the
	 * response says {@code insufficient_scope}. The request needs no CSRF token, and
	 * neither creates nor changes a session. The rest of the chain does not see the
	 * header. Requests without a token are unchanged.
	 * @param service authenticates the tokens
	 * @param paths the paths that accept tokens
	 * @return a customizer for each filter chain that should accept tokens
	 */
	public static Customizer<HttpSecurity> bearerTokens(CliLoginService service, RequestMatcher paths) {
		return bearerTokens(service, paths, (request) -> service.tenant());
	}

	/**
	 * Returns a customizer as {@link #bearerTokens(CliLoginService, RequestMatcher)} for
	 * an application with tenants. A token of another tenant gets 401.
	 * @param service authenticates the tokens
	 * @param paths the paths that accept tokens
	 * @param tenants returns the tenant of a request with a token, as a
	 * {@code CliLoginTenantResolver} does. If it throws an exception, the request gets
	 * 403.
	 * @return a customizer for each filter chain that should accept tokens
	 */
	public static Customizer<HttpSecurity> bearerTokens(CliLoginService service, RequestMatcher paths,
			Function<HttpServletRequest, String> tenants) {
		return BearerTokenCustomizer.create(service, paths, tenants);
	}

}
