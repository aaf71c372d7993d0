package io.github.clilogin.test;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import io.github.clilogin.CliLoginChoice;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.CliUserService;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.security.CliLoginSecurity;

/**
 * Contains the {@link RequestPostProcessor} that sends a mock request with the token of a
 * CLI. Import {@link #cliToken} statically.
 */
public final class CliLoginMockMvcRequestPostProcessors {

	private CliLoginMockMvcRequestPostProcessors() {
	}

	/**
	 * Sends a request with a token of a user. The principal is a {@link UserDetails} with
	 * the authority {@code ROLE_USER}. No account is looked up.
	 * @param username the user name
	 * @return a request post-processor
	 */
	public static CliTokenRequestPostProcessor cliToken(String username) {
		return cliToken(User.withUsername(username).password("").roles("USER").build());
	}

	/**
	 * Sends a request with a token of a user who has an account. No account is looked up.
	 * @param account the principal, with the authorities of the user
	 * @return a request post-processor
	 */
	public static CliTokenRequestPostProcessor cliToken(UserDetails account) {
		Authentication user = UsernamePasswordAuthenticationToken.authenticated(account, null,
				account.getAuthorities());
		return new CliTokenRequestPostProcessor(user, usersWithoutLookup(account));
	}

	/**
	 * Sends a request with a token of a user of any kind, such as one of an OAuth 2.0
	 * provider. The {@link CliUserService} bean of the application loads the user. A
	 * slice without this bean uses the default one and looks up no account.
	 * @param user the user as signed in to the browser
	 * @return a request post-processor
	 */
	public static CliTokenRequestPostProcessor cliToken(Authentication user) {
		return new CliTokenRequestPostProcessor(user, null);
	}

	private static CliUserService usersWithoutLookup(@Nullable Object principal) {
		return CliLoginSecurity
			.userService(() -> (principal instanceof UserDetails account) ? (username) -> account : null);
	}

	/**
	 * Sends a request with the token of a CLI. The request gets the
	 * {@link CliTokenAuthentication} that the bearer filter creates, and needs no CSRF
	 * token. Outside {@code clilogin.api.paths} the token is ignored. No store is used.
	 * Not thread-safe.
	 */
	public static final class CliTokenRequestPostProcessor implements RequestPostProcessor {

		private final Authentication user;

		private final @Nullable CliUserService users;

		private Set<String> scopes = Set.of();

		private List<CliLoginChoice> choices = List.of();

		private @Nullable String clientId;

		private String tenant = "";

		private CliTokenRequestPostProcessor(Authentication user, @Nullable CliUserService users) {
			this.user = user;
			this.users = users;
		}

		/**
		 * Sets the granted scopes. The token then has their authorities, such as
		 * {@code SCOPE_read}, and none of the user.
		 * @param scopes the scopes, each of which {@code clilogin.login.scopes} contains
		 * @return this
		 */
		public CliTokenRequestPostProcessor scopes(String... scopes) {
			this.scopes = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(scopes)));
			return this;
		}

		/**
		 * Sets the choices of the user, which {@code getLogin().choices()} returns.
		 * @param choices the choices, one of each group
		 * @return this
		 */
		public CliTokenRequestPostProcessor choices(CliLoginChoice... choices) {
			this.choices = List.of(choices);
			return this;
		}

		/**
		 * Sets the client ID. The default is the first of {@code clilogin.clients}.
		 * @param clientId the client ID
		 * @return this
		 */
		public CliTokenRequestPostProcessor clientId(String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Sets the tenant of the token. By default the token has no tenant.
		 * @param tenant the tenant, which is not compared with that of the request
		 * @return this
		 */
		public CliTokenRequestPostProcessor tenant(String tenant) {
			this.tenant = tenant;
			return this;
		}

		/**
		 * Authenticates a request.
		 * @throws IllegalStateException if {@code clilogin.api.paths} is empty, or if the
		 * application would not issue the token. The message has the reason.
		 */
		@Override
		public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
			TokenHost host = TokenHost.of(request);
			if (!host.accepts(request)) {
				return request;
			}
			CsrfFilter.skipRequest(request);
			return SecurityMockMvcRequestPostProcessors.authentication(authenticate(host)).postProcessRequest(request);
		}

		/** Performs a login in memory, so that nothing differs from production. */
		private Authentication authenticate(TokenHost host) {
			try (CliLoginService service = CliLoginService.builder(MemoryCliLogins.repository(), users(host))
				.settings(host.settings(this.scopes))
				.choices((user, login) -> this.choices)
				.build()) {
				CliLoginService ofTenant = service.forTenant(this.tenant);
				CliLoginTester tester = CliLoginTester.of(ofTenant)
					.scopes(this.scopes.toArray(String[]::new))
					.choices(
							this.choices.stream().collect(Collectors.toMap(CliLoginChoice::group, CliLoginChoice::id)));
				CliLoginTester client = (this.clientId != null) ? tester.clientId(this.clientId) : tester;
				return ofTenant.authenticate(client.login(this.user).credential()).orElseThrow();
			}
		}

		private CliUserService users(TokenHost host) {
			CliUserService found = (this.users != null) ? this.users : host.users();
			return (found != null) ? found : usersWithoutLookup(this.user.getPrincipal());
		}

	}

}
