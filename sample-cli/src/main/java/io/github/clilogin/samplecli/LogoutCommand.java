package io.github.clilogin.samplecli;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.CredentialStore;
import io.github.clilogin.client.Credentials;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code acme logout}: ends the credentials on the server and forgets them here.
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
		try {
			this.server.client().build().revoke(credentials.get());
		}
		catch (CliLoginException ex) {
			throw new AcmeException(ExitCode.of(ex.reason()), "Logged out on this machine only. " + ex.getMessage()
					+ " End the login in the application, or it lives on there until it expires.");
		}
		finally {
			store.delete(uri);
		}
		this.surroundings.out().println("Logged out of " + uri);
		return ExitCode.OK.number();
	}

}
