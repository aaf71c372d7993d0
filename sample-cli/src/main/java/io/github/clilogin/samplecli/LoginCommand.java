package io.github.clilogin.samplecli;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;

import io.github.clilogin.client.BrowserLauncher;
import io.github.clilogin.client.CliLoginClient;
import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.LoginFlow;
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
	private LoginFlow flow = LoginFlow.AUTO;

	@Option(names = "--device-name", paramLabel = "NAME",
			description = "What the browser shows as this machine; default: user@host")
	private @Nullable String deviceName;

	@Option(names = "--scopes", paramLabel = "SCOPE,SCOPE", split = ",", hideParamSyntax = true,
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
			logIn(client(), report);
			if (this.target.isShadowed()) {
				this.surroundings.err().println("ACME_TOKEN is set and used instead of this login. Unset it.");
			}
		}
		return ExitCode.OK.number();
	}

	private void logIn(CliLoginClient client, LoginReport report) throws Exception {
		LoginKeeper keeper = new LoginKeeper(this.target, client, report, this.surroundings.err());
		if (this.way == null) {
			logInAtOnce(client, report, keeper);
		}
		else if (this.way.withToken) {
			keeper.keep(new PastedToken(this.surroundings, this.target).read());
		}
		else {
			LoginInTwoSteps login = new LoginInTwoSteps(this.surroundings, this.target, client, report);
			if (this.way.start) {
				login.start();
			}
			else {
				login.complete(keeper);
			}
		}
	}

	private void logInAtOnce(CliLoginClient client, LoginReport report, LoginKeeper keeper)
			throws CliLoginException, IOException, AcmeException {
		try (PendingLogin login = this.surroundings.ctrlC().start(client, report)) {
			report.started(login);
			login.openBrowser();
			report.waiting(login);
			keeper.keep(login.await(report));
		}
	}

	private LoginReport report() {
		return this.json ? new JsonReport(this.surroundings.out()) : new TerminalReport(this.surroundings,
				(link) -> this.qr ? QrPicture.on(this.surroundings).of(link) : "");
	}

	private CliLoginClient client() throws AcmeException {
		CliLoginClient.Builder client = this.target.client().scopes(this.scopes).browser(browser()).flow(this.flow);
		if (this.way == null || this.way.start) {
			client.deviceName(Objects.requireNonNullElseGet(this.deviceName, this.surroundings::deviceName));
		}
		return client.build();
	}

	private BrowserLauncher browser() {
		if (this.noBrowser || this.qr) {
			return BrowserLauncher.none();
		}
		BrowserLauncher browser = this.surroundings.browser();
		return this.json ? browser : new ToldBrowser(browser, this.surroundings.err());
	}

	/** At once, unless one of these says otherwise. */
	static final class Way {

		@Option(names = "--start", description = "Print the link and end; go on with --complete.")
		private boolean start;

		@Option(names = "--complete", description = "Wait for the login that --start began.")
		private boolean complete;

		@Option(names = "--with-token", description = "Read a token from standard input and keep it.")
		private boolean withToken;

	}

}
