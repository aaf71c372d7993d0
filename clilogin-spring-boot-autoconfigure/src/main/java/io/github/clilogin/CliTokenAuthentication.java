package io.github.clilogin;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.Transient;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import io.github.clilogin.CliLogin.IssuedCredential;

/**
 * Represents a user who is authenticated by a token. Principal and name are those of the
 * user. The authorities are {@code SCOPE_x} for each granted scope whose proof the login
 * has, or those of the user if the login has no scopes, and {@code FACTOR_BEARER}.
 */
// A session would outlive the revocation of the token
@Transient
// Has no toBuilder(), by which Spring Security would add the authorities of a session
public final class CliTokenAuthentication extends AbstractAuthenticationToken {

	private final transient CliLogin login;

	private final transient CliUser owner;

	private final transient Authentication user;

	CliTokenAuthentication(CliLogin login, CliUser owner, Collection<String> scopes, Authentication user, Instant now) {
		super(authorities(login, scopes, user, now));
		this.login = login;
		this.owner = owner;
		this.user = user;
		setAuthenticated(true);
	}

	private static Collection<GrantedAuthority> authorities(CliLogin login, Collection<String> scopes,
			Authentication user, Instant now) {
		Set<GrantedAuthority> authorities = new LinkedHashSet<>();
		if (!isScoped(login)) {
			user.getAuthorities().stream().filter(CliUser::isRememberable).forEach(authorities::add);
		}
		scopes.forEach((scope) -> authorities.add(new SimpleGrantedAuthority("SCOPE_" + scope)));
		authorities.add(FactorGrantedAuthority.withFactor("BEARER").issuedAt(now).build());
		return authorities;
	}

	/**
	 * {@return the login of the token, as read for this request}
	 */
	public CliLogin getLogin() {
		return this.login;
	}

	/**
	 * {@return the id of the user, for methods such as {@link CliLoginService#logins}}
	 */
	public String getOwnerId() {
		return this.owner.id();
	}

	/**
	 * {@return whether the token has scopes, which replace the user's authorities}
	 */
	public boolean isScoped() {
		return isScoped(this.login);
	}

	private static boolean isScoped(CliLogin login) {
		IssuedCredential issued = login.issuedCredential();
		return issued != null && !issued.scopes().isEmpty();
	}

	/**
	 * {@return the proof that the CLI gave at the collection}
	 */
	public CliLoginProof getProof() {
		return this.login.proof();
	}

	@Override
	public Object getPrincipal() {
		Object principal = this.user.getPrincipal();
		return (principal != null) ? principal : this.owner;
	}

	@Override
	public Object getCredentials() {
		return "";
	}

	@Override
	public String getName() {
		return this.user.getName();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CliTokenAuthentication that && this.login.id().equals(that.login.id())
				&& super.equals(other);
	}

	@Override
	public int hashCode() {
		return 31 * super.hashCode() + this.login.id().hashCode();
	}

}
