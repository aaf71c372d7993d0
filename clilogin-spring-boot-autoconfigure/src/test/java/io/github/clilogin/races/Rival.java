package io.github.clilogin.races;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;

/**
 * Changes a login while it is polled.
 */
enum Rival {

	/** The user confirms. */
	CONFIRM((node, login, user) -> node.confirm(login.login().id(), TestUsers.user(user))),

	/** The user rejects. */
	REJECT((node, login, user) -> node.reject(login.login().id(), TestUsers.user(user), null)),

	/** The CLI cancels. */
	CANCEL((node, login, user) -> node.cancel(TestLogins.code(login), null)),

	/** The user ends the one login. */
	REVOKE((node, login, user) -> node.revoke(user, login.login().id())),

	/** The user ends all logins. */
	REVOKE_ALL((node, login, user) -> node.revokeAll(user)),

	/** The host removes the login. */
	DELETE((node, login, user) -> node.delete(login.login().id()));

	private final Action action;

	Rival(Action action) {
		this.action = action;
	}

	void act(CliLoginService node, StartResult.Started login, String user) {
		this.action.act(node, login, user);
	}

	/** Changes a login on one node. */
	@FunctionalInterface
	private interface Action {

		void act(CliLoginService node, StartResult.Started login, String user);

	}

}
