package io.github.clilogin.security;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

import io.github.clilogin.CliUser;

/**
 * Represents a user as stored at the confirmation.
 */
final class RememberedUser extends AbstractAuthenticationToken {

	private final transient CliUser user;

	RememberedUser(CliUser user) {
		super(AuthorityUtils.createAuthorityList(user.authorities()));
		this.user = user;
		setAuthenticated(true);
	}

	@Override
	public CliUser getPrincipal() {
		return this.user;
	}

	/** Returns the id for logins of versions that did not store the name. */
	@Override
	public String getName() {
		String name = this.user.principalName();
		return (name != null) ? name : this.user.idInTenant();
	}

	@Override
	public Object getCredentials() {
		return "";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RememberedUser that && this.user.equals(that.user) && super.equals(other);
	}

	@Override
	public int hashCode() {
		return 31 * super.hashCode() + this.user.hashCode();
	}

}
