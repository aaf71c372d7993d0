package io.github.clilogin.samplecli;

import java.util.function.Consumer;

import io.github.clilogin.client.Credentials;
import io.github.clilogin.client.LoginEvent;
import io.github.clilogin.client.PendingLogin;
import io.github.clilogin.client.ReturnCodePrompt;

/**
 * Reports the progress of a login to the user or to a program.
 */
interface LoginReport extends Consumer<LoginEvent>, ReturnCodePrompt, AutoCloseable {

	/** Reports link and code, before a browser covers the terminal. */
	void started(PendingLogin login);

	/** Reports whether a browser opened, after an attempt or without one. */
	void browser(boolean isOpen, boolean wasTried);

	/** Reports that another login follows, since the first one needs a browser here. */
	void replaced();

	/** Reports that the command waits for the decision. */
	void waiting(PendingLogin login);

	/** Reports that another command has to complete the login. */
	void suspended(PendingLogin login, String next);

	/** Reports success, after the report was closed. */
	void loggedIn(Credentials credentials);

	/** Restores the terminal; can be called repeatedly. */
	@Override
	void close();

}
