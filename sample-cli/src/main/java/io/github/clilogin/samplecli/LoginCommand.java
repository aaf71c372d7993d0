package io.github.clilogin.samplecli;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.github.clilogin.client.BrowserLauncher;
import io.github.clilogin.client.CliLoginClient;
import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.CliLoginFlow;
import io.github.clilogin.client.CredentialStore;
import io.github.clilogin.client.Credentials;
import io.github.clilogin.client.PendingLogin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code acme login}: shows where to confirm, waits, keeps the credentials.
 */
@Command(name = "login", mixinStandardHelpOptions = true, versionProvider = Acme.Version.class,
		description = "Log in through the browser.")
final class LoginCommand implements Callable<Integer> {

	private final Surroundings surroundings;

	@Mixin
	private final ServerOption server;

	@Option(names = "--no-browser", description = "Print the link and open nothing.")
	private boolean noBrowser;

	@Option(names = "--flow", paramLabel = "FLOW", defaultValue = "auto",
			description = "browser: for the browser on this machine; confirm: compare the code in any browser; "
					+ "code: type it there; auto (default): browser if there is one here.")
	private CliLoginFlow flow = CliLoginFlow.AUTO;

	@Option(names = "--device-name", paramLabel = "NAME",
			description = "What the browser shows as this machine; default: user@host")
	private @Nullable String deviceName;

	LoginCommand(Surroundings surroundings) {
		this.surroundings = surroundings;
		this.server = new ServerOption(surroundings);
	}

	@Override
	public Integer call() throws Exception {
		URI uri = this.server.uri();
		CredentialStore store = this.surroundings.store();
		// First: a store that cannot be used should not cost the person a confirmation
		store.prepare();
		Optional<Credentials> earlier = store.load(uri);
		CliLoginClient client = client();
		Credentials credentials = logIn(client);
		keep(store, uri, client, credentials);
		this.surroundings.out()
			.println((credentials.account() != null) ? "Logged in as " + credentials.account() : "Logged in.");
		if (earlier.isPresent() && !earlier.get().accessToken().equals(credentials.accessToken())) {
			revokeQuietly(client, earlier.get());
		}
		return ExitCode.OK.number();
	}

	private CliLoginClient client() throws AcmeException {
		return this.server.client()
			.deviceName(Objects.requireNonNullElseGet(this.deviceName, Surroundings::deviceName))
			.browser(this.noBrowser ? BrowserLauncher.none() : this.surroundings.browser())
			.flow(this.flow)
			.build();
	}

	private Credentials logIn(CliLoginClient client) throws CliLoginException {
		try (PendingLogin login = client.start()) {
			// Ctrl-C ends the JVM past every finally; a login that has ended ignores this
			Runtime.getRuntime().addShutdownHook(new Thread(login::close));
			show(login);
			return login.await(new Progress(this.surroundings.err()));
		}
	}

	private void show(PendingLogin login) {
		this.surroundings.out().println("Open  " + login.link());
		this.surroundings.out().println("Code  " + login.userCode());
		String task = (login.flow() == CliLoginFlow.CODE) ? "Type the code in the browser and confirm."
				: "Compare the code in the browser and confirm.";
		this.surroundings.out().println(task + " Waiting (Ctrl-C cancels) ...");
		login.openBrowser();
	}

	private static void keep(CredentialStore store, URI uri, CliLoginClient client, Credentials credentials)
			throws IOException {
		try {
			store.save(uri, credentials);
		}
		catch (IOException ex) {
			// Nobody could ever end a credential that is kept nowhere
			revokeQuietly(client, credentials);
			throw ex;
		}
	}

	private static void revokeQuietly(CliLoginClient client, Credentials credentials) {
		try {
			client.revoke(credentials);
		}
		catch (CliLoginException ex) {
			// The login itself is unharmed, and the credential expires unused
		}
	}

}
