package io.github.clilogin;

import java.util.Set;

/**
 * The user who confirmed a login, as remembered in it. Immutable.
 *
 * @param id stable identity; owns the login (see {@link CliLoginService#ownerOf})
 * @param name display name, shown in the terminal
 * @param authorities authorities at confirmation, without those that say how the user
 * signed in ({@code FACTOR_*}) or what another token may do ({@code SCOPE_*})
 * @param reloadable whether the user came from the host's user accounts, which are asked
 * again at every use; otherwise this snapshot is all there is
 */
public record CliUser(String id, String name, Set<String> authorities, boolean reloadable) {

	/**
	 * Copies the authorities, and cleans the name like all text that ends in a terminal;
	 * the id takes its place if nothing is left of it.
	 */
	public CliUser {
		String cleaned = ClaimedText.clean(name, CliLoginRequest.MAX_NAME_LENGTH);
		name = (cleaned != null) ? cleaned : id;
		authorities = Set.copyOf(authorities);
	}

}
