package io.github.clilogin;

import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Represents the user who confirmed a login, as stored in the login. Immutable.
 *
 * @param id the stable id that owns the login, see {@link CliLoginService#ownerOf}
 * @param name the display name, shown in the terminal
 * @param principalName the name of the user's {@link Authentication}, or {@code null} if
 * unknown
 * @param authorities the authorities at the confirmation, see
 * {@link #rememberableAuthorities}
 * @param reloadable whether the account is loaded again at every use of a token
 */
public record CliUser(String id, String name, @Nullable String principalName, Set<String> authorities,
		boolean reloadable) {

	/** Copies the authorities and cleans the name. The id replaces an empty name. */
	public CliUser {
		String cleaned = ClaimedText.clean(name, CliLoginRequest.MAX_NAME_LENGTH);
		name = (cleaned != null) ? cleaned : id;
		authorities = Set.copyOf(authorities);
	}

	/**
	 * Creates a user without a principal name.
	 * @param id the stable id that owns the login
	 * @param name the display name, shown in the terminal
	 * @param authorities the authorities at the confirmation
	 * @param reloadable whether the account is loaded again at every use of a token
	 */
	public CliUser(String id, String name, Set<String> authorities, boolean reloadable) {
		this(id, name, null, authorities, reloadable);
	}

	/**
	 * Returns the authorities that a login may store: all except {@code FACTOR_*}, which
	 * describe a sign-in, and {@code SCOPE_*}, which belong to another token.
	 * @param user the signed-in user
	 * @return the names of the authorities
	 */
	public static Set<String> rememberableAuthorities(Authentication user) {
		return user.getAuthorities()
			.stream()
			.filter(CliUser::isRememberable)
			.map(GrantedAuthority::getAuthority)
			.collect(Collectors.toUnmodifiableSet());
	}

	static boolean isRememberable(GrantedAuthority authority) {
		String name = authority.getAuthority();
		return name != null && !name.startsWith("FACTOR_") && !name.startsWith("SCOPE_");
	}

}
