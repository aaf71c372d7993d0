package io.github.clilogin.security;

import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AccountStatusException;
import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.util.function.SingletonSupplier;

import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;

/**
 * Loads users from the {@link UserDetailsService}, or else from the confirmation.
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
		UserIdentity identity = UserIdentity.of(user);
		boolean reloadable = identity.local() && user.getPrincipal() instanceof UserDetails
				&& this.accounts.get() != null;
		return new CliUser(identity.id(), identity.name(), identity.principalName(),
				CliUser.rememberableAuthorities(user), reloadable);
	}

	@Override
	public Optional<Authentication> load(CliUser user) {
		return user.reloadable() ? reload(user) : Optional.of(new RememberedUser(user));
	}

	private Optional<Authentication> reload(CliUser user) {
		UserDetailsService service = this.accounts.get();
		if (service == null) {
			throw new IllegalStateException(
					"Could not load the account of " + user.id() + ": exactly one UserDetailsService bean is required");
		}
		try {
			UserDetails details = service.loadUserByUsername(UserIdentity.localName(user.id()));
			this.checker.check(details);
			return Optional.of(new ReloadedUser(details, user.principalName()));
		}
		catch (UsernameNotFoundException | AccountStatusException ex) {
			return Optional.empty();
		}
	}

}
