package io.github.clilogin.samplecli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import io.github.clilogin.client.BrowserLauncher;
import io.github.clilogin.client.CliLoginClient;
import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.CliLoginException.Reason;
import io.github.clilogin.client.CliLoginFlow;
import io.github.clilogin.client.CredentialStore;
import io.github.clilogin.client.Credentials;
import io.github.clilogin.client.PendingLogin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code acme login}: shows where to confirm, waits, keeps the credentials.
 */
@Command(name = "login", mixinStandardHelpOptions = true, versionProvider = Acme.Version.class,
		description = "Log in through the browser.")
final class LoginCommand implements Callable<Integer> {

	/**
	 * Marks a token of somebody else's, which may be in use elsewhere: not ours to end.
	 */
	private static final Set<String> PASTED = Set.of("acme:pasted");

	private final Surroundings surroundings;

	@Mixin
	private final TargetOptions target;

	@Option(names = "--no-browser", description = "Print the link and open nothing.")
	private boolean noBrowser;

	@Option(names = "--qr", description = "Show the link as a QR code, for a phone; opens nothing here.")
	private boolean qr;

	@Option(names = "--flow", paramLabel = "FLOW", defaultValue = "auto",
			description = "browser: for the browser on this machine; confirm: compare the code in any browser; "
					+ "code: type it there; auto (default): browser if there is one here.")
	private CliLoginFlow flow = CliLoginFlow.AUTO;

	@Option(names = "--device-name", paramLabel = "NAME",
			description = "What the browser shows as this machine; default: user@host")
	private @Nullable String deviceName;

	@Option(names = "--scopes", paramLabel = "SCOPE", split = ",",
			description = "What the login shall be good for, divided by commas; default: all that you may do")
	private String[] scopes = {};

	@Option(names = "--json", description = "Print one JSON object per line and event.")
	private boolean json;

	@ArgGroup
	private @Nullable Way way;

	LoginCommand(Surroundings surroundings) {
		this.surroundings = surroundings;
		this.target = new TargetOptions(surroundings);
	}

	@Override
	public Integer call() throws Exception {
		// First: a store that cannot be used should not cost the person a confirmation
		this.target.store().prepare();
		try (LoginReport report = report()) {
			if (this.way != null && this.way.withToken) {
				keepToken(report);
			}
			else {
				logIn(client(), report, this.way != null && this.way.complete);
			}
			if (this.target.isShadowed()) {
				this.surroundings.err().println("ACME_TOKEN is set and used instead of this login. Unset it.");
			}
		}
		return ExitCode.OK.number();
	}

	private LoginReport report() {
		return this.json ? new JsonReport(this.surroundings.out()) : new TerminalReport(this.surroundings,
				(link) -> this.qr ? QrPicture.on(this.surroundings).of(link) : "");
	}

	private CliLoginClient client() throws AcmeException {
		return this.target.client()
			.deviceName(Objects.requireNonNullElseGet(this.deviceName, Surroundings::deviceName))
			.scopes(this.scopes)
			.browser((this.noBrowser || this.qr) ? BrowserLauncher.none() : this.surroundings.browser())
			.flow(this.flow)
			.build();
	}

	private void keepToken(LoginReport report) throws IOException, AcmeException, InterruptedException {
		if (this.surroundings.isTerminal()) {
			this.surroundings.err().println("Pipe the token in: acme login --with-token < file");
		}
		String token = Objects.requireNonNullElse(this.surroundings.in().readLine(), "").strip();
		Credentials unnamed = TargetOptions.ofToken(token, null);
		String account = new AcmeApi(this.target.uri(), unnamed, false).accountName();
		finish(client(), new Credentials(token, unnamed.tokenType(), null, PASTED, account), report);
	}

	private void logIn(CliLoginClient client, LoginReport report, boolean isResumed)
			throws CliLoginException, IOException, AcmeException {
		SuspendedFile suspended = suspended();
		try (PendingLogin login = isResumed ? resume(client, suspended) : client.start()) {
			// Ctrl-C ends the JVM past every finally; a login that has ended ignores this
			Runtime.getRuntime().addShutdownHook(new Thread(() -> giveUp(login, report)));
			if (this.way != null && this.way.start) {
				suspend(login, report, suspended);
				return;
			}
			report.started(login);
			if (!isResumed) {
				login.openBrowser();
			}
			report.waiting(login);
			finish(client, isResumed ? await(login, report, suspended) : login.await(report), report);
			if (isResumed) {
				suspended.delete();
			}
		}
	}

	private static void giveUp(PendingLogin login, LoginReport report) {
		report.close();
		login.close();
	}

	private SuspendedFile suspended() throws AcmeException {
		String profile = this.target.profile();
		Path file = this.surroundings.acmeHome()
			.resolve((profile != null) ? "login-" + profile + ".json" : "login.json");
		return new SuspendedFile(CredentialStore.file(file), this.target.uri());
	}

	private static PendingLogin resume(CliLoginClient client, SuspendedFile suspended)
			throws CliLoginException, IOException, AcmeException {
		try {
			return client.resume(suspended.read());
		}
		catch (IllegalArgumentException ex) {
			suspended.delete();
			throw new AcmeException(ExitCode.USAGE, "The started login is damaged. Run: acme login --start");
		}
	}

	private void suspend(PendingLogin login, LoginReport report, SuspendedFile suspended) throws IOException {
		// First: a login that cannot be kept should not cost the person a confirmation
		suspended.write(login.suspend());
		report.started(login);
		login.openBrowser();
		report.suspended("acme login --complete" + this.target.given());
	}

	private static Credentials await(PendingLogin login, LoginReport report, SuspendedFile suspended)
			throws CliLoginException, IOException {
		try {
			return login.await(report);
		}
		catch (CliLoginException ex) {
			if (ex.reason() != Reason.UNREACHABLE) {
				suspended.delete();
			}
			throw ex;
		}
	}

	private void finish(CliLoginClient client, Credentials credentials, LoginReport report)
			throws IOException, AcmeException {
		CredentialStore store = this.target.store();
		Optional<Credentials> earlier = earlier(store);
		try {
			store.save(this.target.uri(), credentials);
		}
		catch (IOException ex) {
			// Nobody could ever end a credential that is kept nowhere
			revokeQuietly(client, credentials);
			throw ex;
		}
		report.loggedIn(credentials);
		if (earlier.isPresent() && !earlier.get().accessToken().equals(credentials.accessToken())) {
			revokeQuietly(client, earlier.get());
		}
	}

	private Optional<Credentials> earlier(CredentialStore store) throws AcmeException {
		try {
			return store.load(this.target.uri());
		}
		catch (IOException ex) {
			// What a locked keychain keeps is no reason to lose this login
			return Optional.empty();
		}
	}

	private static void revokeQuietly(CliLoginClient client, Credentials credentials) {
		if (credentials.scopes().equals(PASTED)) {
			return;
		}
		try {
			client.revoke(credentials);
		}
		catch (CliLoginException ex) {
			// The login itself is unharmed, and the credential expires unused
		}
	}

	/** In one go unless one of these says otherwise. */
	static final class Way {

		@Option(names = "--start", description = "Print the link and end; go on with --complete.")
		private boolean start;

		@Option(names = "--complete", description = "Wait for the login that --start began.")
		private boolean complete;

		@Option(names = "--with-token", description = "Read a token from standard input and keep it.")
		private boolean withToken;

	}

}
