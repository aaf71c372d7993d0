package io.github.clilogin.samplecli;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.github.clilogin.client.Credentials;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code acme whoami}: asks the application's API whose credentials these are.
 */
@Command(name = "whoami", mixinStandardHelpOptions = true, versionProvider = Acme.Version.class,
		description = "Print the account that is logged in.")
final class WhoamiCommand implements Callable<Integer> {

	private final Surroundings surroundings;

	@Mixin
	private final ServerOption server;

	WhoamiCommand(Surroundings surroundings) {
		this.surroundings = surroundings;
		this.server = new ServerOption(surroundings);
	}

	@Override
	public Integer call() throws Exception {
		URI uri = this.server.uri();
		Optional<Credentials> credentials = this.surroundings.store().load(uri);
		if (credentials.isEmpty()) {
			throw new AcmeException(ExitCode.NOT_LOGGED_IN, "Not logged in to " + uri + ". Run: acme login");
		}
		this.surroundings.out().println(new AcmeApi(uri, credentials.get()).accountName());
		return ExitCode.OK.number();
	}

}
