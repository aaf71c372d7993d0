package io.github.clilogin.samplecli;

import java.util.function.Consumer;

import io.github.clilogin.client.Credentials;
import io.github.clilogin.client.LoginEvent;
import io.github.clilogin.client.PendingLogin;

/**
 * Tells whoever watches how a login goes: a person, or a program.
 */
interface LoginReport extends Consumer<LoginEvent>, AutoCloseable {

	/** The link and the code, before a browser may cover the terminal. */
	void started(PendingLogin login);

	/** From now on somebody waits. */
	void waiting(PendingLogin login);

	/** The login is to be waited for by another command. */
	void suspended(PendingLogin login, String next);

	/** The end everybody hopes for. */
	void loggedIn(Credentials credentials);

	/** Leaves the terminal as it was; harmless when repeated. */
	@Override
	void close();

}
