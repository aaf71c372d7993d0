package io.github.clilogin;

import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * The user who confirmed a login, as remembered in it. Immutable.
 *
 * @param id the stable id, which owns the login (see {@link CliLoginService#ownerOf})
 * @param name the display name, shown in the terminal
 * @param authorities the authorities at the confirmation, see
 * {@link #rememberableAuthorities}
 * @param reloadable whether the user came from the host's user accounts, which are asked
 * again at every use of a token; otherwise this snapshot counts
 */
public record CliUser(String id, String name, Set<String> authorities, boolean reloadable) {

	/**
	 * Copies the authorities, and cleans the name like all text that ends in a terminal.
	 * The id replaces a name that is then empty.
	 */
	public CliUser {
		String cleaned = ClaimedText.clean(name, CliLoginRequest.MAX_NAME_LENGTH);
		name = (cleaned != null) ? cleaned : id;
		authorities = Set.copyOf(authorities);
	}

	/**
	 * Returns the authorities of a user that a login may remember: those that do not tell
	 * how the user signed in ({@code FACTOR_*}) or what another token may do
	 * ({@code SCOPE_*}).
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
