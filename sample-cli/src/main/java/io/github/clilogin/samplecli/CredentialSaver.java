package io.github.clilogin.samplecli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

import io.github.clilogin.client.CliLoginClient;
import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.CredentialStore;
import io.github.clilogin.client.Credentials;

/**
 * Stores the credentials of a login and revokes the credentials that they replace.
 *
 * @param target the server and the profile
 * @param client revokes credentials
 * @param report reports success
 * @param err takes notes for the user
 */
record CredentialSaver(TargetOptions target, CliLoginClient client, LoginReport report, PrintWriter err) {

	void save(Credentials credentials) throws IOException, AcmeException {
		// Close the report first: the store may print a note on its own line
		this.report.close();
		CredentialStore store = this.target.store();
		Optional<Credentials> previous = previous(store);
		write(credentials, store);
		this.report.loggedIn(credentials);
		if (previous.isPresent() && !previous.get().accessToken().equals(credentials.accessToken())) {
			revoke(previous.get());
		}
	}

	private Optional<Credentials> previous(CredentialStore store) throws AcmeException {
		try {
			return store.load(this.target.uri());
		}
		catch (IOException ex) {
			// A locked keychain must not make the login fail
			this.err.println("An earlier login could not be read and may still be valid. List logins: "
					+ this.target.again("acme logins") + "; revoke one: " + this.target.again("acme logins revoke ID"));
			return Optional.empty();
		}
	}

	private void write(Credentials credentials, CredentialStore store) throws IOException, AcmeException {
		try {
			store.save(this.target.uri(), credentials);
		}
		catch (IOException ex) {
			// Credentials that are not stored cannot be revoked later
			revoke(credentials);
			throw ex;
		}
	}

	/**
	 * Revokes collected credentials. A token that the user brought may be in use
	 * elsewhere.
	 */
	private void revoke(Credentials credentials) {
		if (!credentials.isCollected()) {
			return;
		}
		try {
			this.client.revoke(credentials);
		}
		catch (CliLoginException ex) {
			// The new login is complete, and the old token expires
		}
	}

}
