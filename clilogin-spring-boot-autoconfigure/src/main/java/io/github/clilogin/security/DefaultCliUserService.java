package io.github.clilogin.security;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AccountStatusException;
import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.util.function.SingletonSupplier;

import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;

/**
 * Asks the host's user accounts where the user came from them, and otherwise keeps what
 * was seen when the login was confirmed.
 */
final class DefaultCliUserService implements CliUserService {

	private final Supplier<@Nullable UserDetailsService> accounts;

	private final AccountStatusUserDetailsChecker checker = new AccountStatusUserDetailsChecker();

	DefaultCliUserService(Supplier<@Nullable UserDetailsService> accounts) {
		this.accounts = SingletonSupplier.of(accounts);
	}

	@Override
	public CliUser remember(Authentication user) {
		if (!new AuthenticationTrustResolverImpl().isAuthenticated(user)) {
			throw new IllegalArgumentException("Only a signed-in user can own a login");
		}
		Identity identity = Identity.of(user);
		boolean reloadable = identity.local() && user.getPrincipal() instanceof UserDetails
				&& this.accounts.get() != null;
		return new CliUser(identity.id(), identity.name(), authorities(user), reloadable);
	}

	private static Set<String> authorities(Authentication user) {
		return user.getAuthorities()
			.stream()
			.filter(CliTokenAuthentication::isOwn)
			.map(GrantedAuthority::getAuthority)
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public Optional<Authentication> load(CliUser user) {
		return user.reloadable() ? reload(user) : Optional.of(new RememberedUser(user));
	}

	private Optional<Authentication> reload(CliUser user) {
		UserDetailsService service = this.accounts.get();
		if (service == null) {
			throw new IllegalStateException("The user accounts that " + user.id()
					+ " signed in with are not there: exactly one UserDetailsService bean is needed");
		}
		try {
			UserDetails details = service.loadUserByUsername(Identity.localName(user.id()));
			this.checker.check(details);
			return Optional
				.of(UsernamePasswordAuthenticationToken.authenticated(details, null, details.getAuthorities()));
		}
		catch (UsernameNotFoundException | AccountStatusException ex) {
			return Optional.empty();
		}
	}

}
