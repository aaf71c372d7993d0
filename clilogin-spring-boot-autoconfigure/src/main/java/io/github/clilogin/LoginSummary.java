package io.github.clilogin;

import org.jspecify.annotations.Nullable;

/**
 * What may be told of a login: enough for an audit trail, and nothing with which to
 * confirm or collect it.
 *
 * @param id 64 lower-case hex digits
 * @param request what was asked
 * @param status where the login stands
 * @param owner the user who confirmed it, or {@code null}
 * @param decision who confirmed or rejected it, or {@code null}
 */
public record LoginSummary(String id, CliLoginRequest request, CliLoginStatus status, @Nullable CliUser owner,
		@Nullable Decision decision) {

	static LoginSummary of(CliLogin login) {
		return new LoginSummary(login.id(), login.request(), login.status(), login.owner(), login.decision());
	}

}
