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
		String accountName = accountName(user, identity);
		return new CliUser(identity.id(), identity.name(), identity.principalName(), accountName, null,
				CliUser.rememberableAuthorities(user), accountName != null);
	}

	/** Returns {@code null} if the account cannot be loaded again. */
	private @Nullable String accountName(Authentication user, UserIdentity identity) {
		return (identity.local() && user.getPrincipal() instanceof UserDetails account && this.accounts.get() != null)
				? account.getUsername() : null;
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
			UserDetails details = service.loadUserByUsername(UserIdentity.localName(user.idInTenant()));
			if (isAnotherAccount(details, user)) {
				return Optional.empty();
			}
			this.checker.check(details);
			return Optional.of(new ReloadedUser(details, user.principalName()));
		}
		catch (UsernameNotFoundException | AccountStatusException ex) {
			return Optional.empty();
		}
	}

	/**
	 * A user name can be a text by which another account is found, such as an address.
	 */
	private static boolean isAnotherAccount(UserDetails details, CliUser user) {
		return user.accountName() != null && !user.accountName().equals(details.getUsername());
	}

}
