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
record LoginKeeper(TargetOptions target, CliLoginClient client, LoginReport report, PrintWriter err) {

	void keep(Credentials credentials) throws IOException, AcmeException {
		// First: the store may have something to say, which needs a line of its own
		this.report.close();
		CredentialStore store = this.target.store();
		Optional<Credentials> earlier = earlier(store);
		save(credentials, store);
		this.report.loggedIn(credentials);
		if (earlier.isPresent() && !earlier.get().accessToken().equals(credentials.accessToken())) {
			end(earlier.get());
		}
	}

	private Optional<Credentials> earlier(CredentialStore store) throws AcmeException {
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

	private void save(Credentials credentials, CredentialStore store) throws IOException, AcmeException {
		try {
			store.save(this.target.uri(), credentials);
		}
		catch (IOException ex) {
			// Nobody could ever end a credential that is kept nowhere
			end(credentials);
			throw ex;
		}
	}

	/** What somebody brought from elsewhere may be in use there: not ours to end. */
	private void end(Credentials credentials) {
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
