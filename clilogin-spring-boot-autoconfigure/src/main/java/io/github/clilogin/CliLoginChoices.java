package io.github.clilogin;

import java.util.List;

import org.springframework.security.core.Authentication;

/**
 * Offers what the token of a login can be for, such as the organizations of the user. The
 * user chooses one option of each group when confirming. {@link CliLogin#choices} returns
 * the choice to the {@link CliCredentialMapper} and to each API call. Thread-safe.
 */
@FunctionalInterface
public interface CliLoginChoices {

	/** Maximum number of options in one offer. */
	int MAX_OPTIONS = 200;

	/**
	 * Returns the options of a user. Called for each view of a pending login, for its
	 * confirmation and for its collection. A choice that is no longer offered at the
	 * collection rejects the login. Not called for API calls, so check there whether the
	 * user still has access. An exception, too many options or two options of one group
	 * with the same ID leave the login pending.
	 * @param user the signed-in user, at the collection as {@link CliUserService#load}
	 * returned it
	 * @param login the login
	 * @return at most {@link #MAX_OPTIONS} options in the order to show; empty offers no
	 * choice
	 */
	List<CliLoginChoice> offer(Authentication user, CliLogin login);

}
