package io.github.clilogin.samplecli;

import java.net.URI;

import io.github.clilogin.client.CliLoginClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which server a command talks to.
 */
final class ServerOption {

	private static final String DEFAULT = "http://localhost:8080";

	private final Surroundings surroundings;

	@Option(names = "--server", paramLabel = "URL",
			description = "The application's address; default: $$ACME_SERVER, else " + DEFAULT)
	private @Nullable String server;

	ServerOption(Surroundings surroundings) {
		this.surroundings = surroundings;
	}

	URI uri() throws AcmeException {
		String text = (this.server != null) ? this.server : this.surroundings.variable("ACME_SERVER", DEFAULT);
		try {
			URI uri = URI.create(text.replaceAll("/+$", ""));
			CliLoginClient.builder(uri);
			return uri;
		}
		catch (IllegalArgumentException ex) {
			throw new AcmeException(ExitCode.USAGE, "'" + text + "' is no server address. " + ex.getMessage());
		}
	}

	CliLoginClient.Builder client() throws AcmeException {
		return CliLoginClient.builder(uri()).clientId("acme").clientVersion(Acme.version());
	}

}
