package io.github.clilogin.mongodb;

import org.bson.Document;

import io.github.clilogin.CliLogin;

/**
 * A login in the shape in which it is stored.
 */
public final class StoredLogin {

	private StoredLogin() {
	}

	/**
	 * Returns the document of a login.
	 * @param login the login
	 * @return what the store would insert
	 */
	public static Document of(CliLogin login) {
		return LoginDocument.of(login);
	}

}
