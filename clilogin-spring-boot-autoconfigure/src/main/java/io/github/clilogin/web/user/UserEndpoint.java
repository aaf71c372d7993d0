package io.github.clilogin.web.user;

import java.util.List;

import io.github.clilogin.web.CliLoginPaths;

/** Lists the endpoints for signed-in users that can be enabled. */
public enum UserEndpoint {

	/** The confirmation page. */
	PAGE,

	/** The endpoints of a custom front end. */
	LOGINS,

	/** The endpoints that list and revoke logins. */
	TOKENS;

	/** Returns the path patterns that require a sign-in. */
	List<String> patterns(CliLoginPaths paths) {
		return switch (this) {
			case PAGE -> paths.pagePaths();
			case LOGINS -> List.of(paths.logins(), paths.login(), paths.loginConfirm(), paths.loginReject());
			case TOKENS -> List.of(paths.tokens(), paths.tokensRevoke());
		};
	}

}
