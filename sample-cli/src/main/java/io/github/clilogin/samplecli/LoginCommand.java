package io.github.clilogin.samplecli;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;

import io.github.clilogin.client.BrowserLauncher;
import io.github.clilogin.client.CliLoginClient;
import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.CliLoginException.Reason;
import io.github.clilogin.client.LoginFlow;
import io.github.clilogin.client.PendingLogin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Implements {@code acme login}, which shows link and code, waits and stores the
 * credentials.
 */
@Command(name = "login", mixinStandardHelpOptions = true, versionProvider = Acme.Version.class,
		description = "Log in through the browser.")
final class LoginCommand implements Callable<Integer> {

	private final CliContext context;

	@Mixin
	private final TargetOptions target;

	@Option(names = "--no-browser", description = "Print the link without opening a browser.")
	private boolean noBrowser;

	@Option(names = "--qr", description = "Show the link as a QR code for a phone, without opening a browser.")
	private boolean qr;

	@Option(names = "--flow", paramLabel = "FLOW", defaultValue = "auto",
			description = "browser: confirm in the browser on this machine; confirm: compare the code in any browser; "
					+ "code: type the code in any browser; auto: the server chooses, usually confirm (default: auto)")
	private LoginFlow flow = LoginFlow.AUTO;

	@Option(names = "--device-name", paramLabel = "NAME",
			description = "Name of this machine to show in the browser (default: user@host)")
	private @Nullable String deviceName;

	@Option(names = "--scopes", paramLabel = "SCOPE,SCOPE", split = ",", hideParamSyntax = true,
			description = "Comma-separated scopes to request (default: all your permissions)")
	private String[] scopes = {};

	@Option(names = "--json", description = "Print one JSON object per event.")
	private boolean json;

	@ArgGroup
	private @Nullable LoginMode mode;

	LoginCommand(CliContext context) {
		this.context = context;
		this.target = new TargetOptions(context);
	}

	@Override
	public Integer call() throws Exception {
		// Check the store first: the user must not confirm a login that cannot be stored
		this.target.store().prepare();
		try (LoginReport report = report()) {
			logIn(report);
			if (this.target.isShadowed()) {
				this.context.err().println("ACME_TOKEN is set and overrides this login. Unset it to use the login.");
			}
		}
		catch (CliLoginException ex) {
			throw explained(ex);
		}
		return ExitCode.OK.number();
	}

	private void logIn(LoginReport report) throws Exception {
		CliLoginClient client = client(report).build();
		CredentialSaver saver = new CredentialSaver(this.target, client, report, this.context.err());
		if (this.mode == null) {
			logInAtOnce(client, report, saver);
		}
		else if (this.mode.withToken) {
			saver.save(new TokenInput(this.context, this.target).read());
		}
		else if (this.mode.start) {
			twoSteps(report).start(needsBrowser());
		}
		else {
			twoSteps(report).complete(saver, (this.mode.completion != null) ? this.mode.completion.returnCode : null);
		}
	}

	private TwoStepLogin twoSteps(LoginReport report) throws AcmeException, IOException {
		return new TwoStepLogin(this.context, this.target, client(report), canAsk() ? report : null, report, browser(),
				options());
	}

	/** Adds the command that works. */
	private Exception explained(CliLoginException problem) throws AcmeException {
		String sentence = String.valueOf(problem.getMessage());
		if (problem.otherServer() != null) {
			String command = "acme login" + ((this.mode != null && this.mode.start) ? " --start" : "") + options();
			return new AcmeException(ExitCode.of(problem.reason()),
					sentence + " Run: " + this.target.at(problem.otherServer(), command));
		}
		if (problem.reason() == Reason.RETURN_CODE_UNAVAILABLE && !canAsk()) {
			return new AcmeException(ExitCode.OTHER,
					"The server demands a return code, but acme cannot ask for it here. Use --json, or acme login --start.");
		}
		// The description of the server names another remedy
		boolean isScopeRefused = this.scopes.length > 0 && sentence.equals("The server refused: invalid_scope.");
		return isScopeRefused ? new AcmeException(ExitCode.OTHER, sentence + " Omit --scopes.") : problem;
	}

	/** Returns the options that another login repeats, with a space before each. */
	private String options() {
		return TargetOptions.option(" --scopes ", (this.scopes.length > 0) ? String.join(",", this.scopes) : null)
				+ TargetOptions.option(" --flow ",
						(this.flow != LoginFlow.AUTO) ? this.flow.name().toLowerCase(Locale.ROOT) : null)
				+ (this.json ? " --json" : "");
	}

	/** Logs in. A login that no browser opened is replaced by one for any browser. */
	private void logInAtOnce(CliLoginClient client, LoginReport report, CredentialSaver saver)
			throws CliLoginException, IOException, AcmeException {
		try (PendingLogin login = this.context.ctrlC().start(client::start, report)) {
			report.started(login);
			boolean isOpen = login.openBrowser();
			if (isOpen || !needsBrowser()) {
				report.browser(isOpen, browser().isReachable());
				await(login, report, saver);
				return;
			}
		}
		report.replaced();
		CliLoginClient other = client(report).flow(LoginFlow.CONFIRM).browser(BrowserLauncher.none()).build();
		try (PendingLogin login = this.context.ctrlC().start(other::start, report)) {
			report.started(login);
			report.browser(false, false);
			await(login, report, saver);
		}
	}

	private static void await(PendingLogin login, LoginReport report, CredentialSaver saver)
			throws CliLoginException, IOException, AcmeException {
		report.waiting(login);
		saver.save(login.await(report));
	}

	private LoginReport report() {
		return this.json ? new JsonReport(new LineReader(this.context.in()), this.context.out()) : new TerminalReport(
				this.context, (link) -> this.qr ? QrCodeRenderer.forTerminal(this.context).render(link) : "");
	}

	private CliLoginClient.Builder client(LoginReport report) throws AcmeException {
		CliLoginClient.Builder client = this.target.client().scopes(this.scopes).browser(browser()).flow(this.flow);
		if (this.mode == null || this.mode.start) {
			client.deviceName(Objects.requireNonNullElseGet(this.deviceName, this.context::deviceName));
		}
		return canAsk() ? client.returnCodePrompt(report) : client;
	}

	private boolean canAsk() {
		return this.json || this.context.terminal().isPresent();
	}

	private boolean needsBrowser() {
		return this.flow == LoginFlow.BROWSER && !isBrowserUnwanted();
	}

	private boolean isBrowserUnwanted() {
		return this.noBrowser || this.qr;
	}

	private BrowserLauncher browser() {
		return isBrowserUnwanted() ? BrowserLauncher.none() : this.context.browser();
	}

	/** Contains the options that replace a login in one step. */
	static final class LoginMode {

		@Option(names = "--start", description = "Print the link and exit. Continue with --complete.")
		private boolean start;

		@ArgGroup(exclusive = false)
		private @Nullable Completion completion;

		@Option(names = "--with-token", description = "Read a token from standard input and store it.")
		private boolean withToken;

	}

	/** Contains the options of the second step. */
	static final class Completion {

		@Option(names = "--complete", required = true, description = "Wait for the login started with --start.")
		private boolean complete;

		@Option(names = "--return-code", paramLabel = "CODE",
				description = "The six letters that the browser shows after the confirmation.")
		private @Nullable String returnCode;

	}

}
