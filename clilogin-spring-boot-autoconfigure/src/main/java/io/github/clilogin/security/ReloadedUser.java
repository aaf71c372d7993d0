package io.github.clilogin.security;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Represents an account that was loaded again. Keeps the name of the sign-in, which can
 * differ from the name of the account.
 */
final class ReloadedUser extends UsernamePasswordAuthenticationToken {

	private final @Nullable String name;

	ReloadedUser(UserDetails account, @Nullable String name) {
		super(account, null, account.getAuthorities());
		this.name = name;
	}

	@Override
	public String getName() {
		return (this.name != null) ? this.name : super.getName();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ReloadedUser that && getName().equals(that.getName()) && super.equals(other);
	}

	@Override
	public int hashCode() {
		return 31 * super.hashCode() + getName().hashCode();
	}

}
