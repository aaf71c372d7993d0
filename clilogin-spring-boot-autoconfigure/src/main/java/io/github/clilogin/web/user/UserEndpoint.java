package io.github.clilogin.web.user;

import java.util.List;

import io.github.clilogin.web.CliLoginPaths;

/**
 * The groups of endpoints for signed-in users, each of which can be enabled.
 */
public enum UserEndpoint {

	/** The confirmation page. */
	PAGE,

	/** The endpoints for a front end of the application. */
	LOGINS,

	/** The endpoints on which users list and revoke their logins. */
	TOKENS;

	/** Returns the path patterns that demand a sign-in, those of forms left out. */
	List<String> patterns(CliLoginPaths paths) {
		return switch (this) {
			case PAGE -> List.of(paths.browser());
			case LOGINS -> List.of(paths.logins(), paths.login(), paths.loginConfirm(), paths.loginReject());
			case TOKENS -> List.of(paths.tokens(), paths.tokensRevoke());
		};
	}

}
