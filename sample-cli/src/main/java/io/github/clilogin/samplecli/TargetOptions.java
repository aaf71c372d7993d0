package io.github.clilogin.samplecli;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

import io.github.clilogin.client.CliLoginClient;
import io.github.clilogin.client.CredentialStore;
import io.github.clilogin.client.Credentials;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Selects the server and the profile of a command.
 */
final class TargetOptions {

	/** Names the variable with a token, which overrides stored credentials in CI. */
	static final String TOKEN_VARIABLE = "ACME_TOKEN";

	private static final String DEFAULT_SERVER = "http://localhost:8080";

	private final CliContext context;

	@Option(names = "--server", paramLabel = "URL", scope = ScopeType.INHERIT,
			description = "Address of the application (default: $$ACME_SERVER or " + DEFAULT_SERVER + ")")
	private @Nullable String server;

	@Option(names = "--profile", paramLabel = "NAME", scope = ScopeType.INHERIT,
			description = "Named profile to use (default: $$ACME_PROFILE)")
	private @Nullable String profile;

	TargetOptions(CliContext context) {
		this.context = context;
	}

	URI uri() throws AcmeException {
		String text = (this.server != null) ? this.server : this.context.variable("ACME_SERVER", DEFAULT_SERVER);
		try {
			URI uri = URI.create(text.replaceAll("/+$", ""));
			CliLoginClient.builder(uri);
			return uri;
		}
		catch (IllegalArgumentException ex) {
			throw new AcmeException(ExitCode.USAGE, "'" + text + "' is not a server address. " + ex.getMessage());
		}
	}

	CliLoginClient.Builder client() throws AcmeException {
		return CliLoginClient.builder(uri()).clientId("acme").clientVersion(Acme.version());
	}

	@Nullable String profile() throws AcmeException {
		String name = (this.profile != null) ? this.profile : this.context.variable("ACME_PROFILE", "");
		if (!name.matches("[A-Za-z0-9._-]{0,40}")) {
			throw new AcmeException(ExitCode.USAGE,
					"A profile name may contain up to 40 letters, digits, dots, dashes and underscores.");
		}
		return name.isEmpty() ? null : name;
	}

	/** Returns a command for the same server and profile, quoted for a shell. */
	String again(String command) {
		return command + option(" --server ", this.server) + option(" --profile ", this.profile);
	}

	/** Returns the command with all its options, for a shell with other variables. */
	String everywhere(String command) throws AcmeException {
		return command + option(" --server ", uri().toString()) + option(" --profile ", profile());
	}

	/** Returns the command for another server. */
	String at(URI server, String command) {
		return command + option(" --server ", server.toString()) + option(" --profile ", this.profile);
	}

	/** Returns an option, quoted for a shell, or an empty text for {@code null}. */
	static String option(String name, @Nullable String value) {
		return (value != null) ? name + quoted(value) : "";
	}

	private static String quoted(String text) {
		return text.matches("[A-Za-z0-9:/._-]*") ? text : "'" + text.replace("'", "'\\''") + "'";
	}

	CredentialStore store() throws AcmeException, IOException {
		return this.context.store(profile());
	}

	/** Returns whether the environment provides a token, which overrides the login. */
	boolean isShadowed() {
		return !this.context.variable(TOKEN_VARIABLE, "").isEmpty();
	}

	/** Returns the source of the token, for the JSON output. */
	String source() {
		return isShadowed() ? TOKEN_VARIABLE : "login";
	}

	void nameShadow() {
		if (isShadowed()) {
			this.context.err().println("(using the token in ACME_TOKEN)");
		}
	}

	/** Returns the token of the environment, or the stored credentials. */
	Credentials credentials() throws AcmeException, IOException {
		if (isShadowed()) {
			return ofToken(this.context.variable(TOKEN_VARIABLE, ""), null);
		}
		Optional<Credentials> credentials = store().load(uri());
		if (credentials.isEmpty()) {
			throw new AcmeException(ExitCode.NOT_LOGGED_IN,
					"Not logged in to " + uri() + ". Run: " + again("acme login"));
		}
		return credentials.get();
	}

	AcmeApi api() throws AcmeException, IOException {
		return new AcmeApi(this, credentials(), isShadowed());
	}

	static Credentials ofToken(String token, @Nullable String account) throws AcmeException {
		if (!token.matches("[\\x21-\\x7e]+")) {
			throw new AcmeException(ExitCode.USAGE,
					"This is not a token: it is empty or contains spaces or non-ASCII characters. Copy it again.");
		}
		return new Credentials(token, "Bearer", null, Set.of(), account, false);
	}

}
