package io.github.clilogin.mongodb;

import org.bson.Document;

import io.github.clilogin.CliLogin;

/**
 * Converts logins to the documents that the store inserts.
 */
public final class StoredLogin {

	private StoredLogin() {
	}

	/**
	 * Returns the document of a login.
	 * @param login the login
	 * @return the document that the store would insert
	 */
	public static Document of(CliLogin login) {
		return LoginDocument.of(login);
	}

}
