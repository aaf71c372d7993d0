package io.github.clilogin.samplecli;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.CliLoginException.Reason;
import io.github.clilogin.client.CredentialStore;
import io.github.clilogin.client.Credentials;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code acme logout}: ends the credentials on the server, then forgets them here. They
 * are kept while the server has not answered, because nothing else could end them.
 */
@Command(name = "logout", mixinStandardHelpOptions = true, versionProvider = Acme.Version.class,
		description = "End the login, on the server too.")
final class LogoutCommand implements Callable<Integer> {

	private final Surroundings surroundings;

	@Mixin
	private final ServerOption server;

	LogoutCommand(Surroundings surroundings) {
		this.surroundings = surroundings;
		this.server = new ServerOption(surroundings);
	}

	@Override
	public Integer call() throws Exception {
		URI uri = this.server.uri();
		CredentialStore store = this.surroundings.store();
		Optional<Credentials> credentials = store.load(uri);
		if (credentials.isEmpty()) {
			this.surroundings.out().println("Not logged in to " + uri + ": nothing to do.");
			return ExitCode.OK.number();
		}
		end(credentials.get(), uri, store);
		this.surroundings.out().println("Logged out of " + uri);
		return ExitCode.OK.number();
	}

	private void end(Credentials credentials, URI uri, CredentialStore store) throws AcmeException, IOException {
		try {
			this.server.client().build().revoke(credentials);
			store.delete(uri);
		}
		catch (CliLoginException ex) {
			if (ex.reason() == Reason.UNREACHABLE || ex.reason() == Reason.CANCELLED) {
				throw new AcmeException(ExitCode.of(ex.reason()), "Not logged out: " + again(ex));
			}
			store.delete(uri);
			throw new AcmeException(ExitCode.of(ex.reason()), "Logged out on this machine only. " + ex.getMessage()
					+ " End the login in the application, or it lives on there until it expires.");
		}
	}

	private static String again(CliLoginException failure) {
		return (failure.reason() == Reason.CANCELLED) ? "cancelled. Try again." : String.valueOf(failure.getMessage());
	}

}
