package io.github.clilogin.web;

/**
 * The endpoints for signed-in users, each of which can be served or not.
 */
public enum SessionEndpoint {

	/** The confirmation page. */
	PAGE,

	/** Logins, for a host's own confirmation front end. */
	LOGINS,

	/** The command lines that are logged in. */
	TOKENS

}
