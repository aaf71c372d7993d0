package io.github.clilogin.tenants;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;

/**
 * An account of a tenant, whose authority names the tenant.
 */
final class TenantUser extends User {

	private final String tenant;

	TenantUser(String tenant, String userName) {
		super(userName, "{noop}demo", AuthorityUtils.createAuthorityList("ROLE_" + tenant.toUpperCase(Locale.ROOT)));
		this.tenant = tenant;
	}

	String tenant() {
		return this.tenant;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TenantUser that && this.tenant.equals(that.tenant) && super.equals(other);
	}

	@Override
	public int hashCode() {
		return 31 * this.tenant.hashCode() + super.hashCode();
	}

}
