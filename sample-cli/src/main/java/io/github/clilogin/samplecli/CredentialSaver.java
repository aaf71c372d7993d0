package io.github.clilogin.samplecli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

import io.github.clilogin.client.CliLoginClient;
import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.CredentialStore;
import io.github.clilogin.client.Credentials;

/**
 * Keeps what a login brought, and ends the login that it replaces.
 *
 * @param target whose store it is
 * @param client ends credentials
 * @param report hears of the end
 * @param err what a person should know, though the login succeeded
 */
record CredentialSaver(TargetOptions target, CliLoginClient client, LoginReport report, PrintWriter err) {

	void save(Credentials credentials) throws IOException, AcmeException {
		// First: the store may have something to say, which needs a line of its own
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
			// What a locked keychain keeps is no reason to lose this login
			this.err.println("An earlier login could not be read; if there is one, it lives on. Find it: "
					+ this.target.again("acme logins") + "; end it: " + this.target.again("acme logins revoke ID"));
			return Optional.empty();
		}
	}

	private void write(Credentials credentials, CredentialStore store) throws IOException, AcmeException {
		try {
			store.save(this.target.uri(), credentials);
		}
		catch (IOException ex) {
			// Nobody could ever end a credential that is kept nowhere
			revoke(credentials);
			throw ex;
		}
	}

	/** What somebody brought from elsewhere may be in use there: not ours to end. */
	private void revoke(Credentials credentials) {
		if (!credentials.isCollected()) {
			return;
		}
		try {
			this.client.revoke(credentials);
		}
		catch (CliLoginException ex) {
			// The login itself is unharmed, and the credential expires unused
		}
	}

}
