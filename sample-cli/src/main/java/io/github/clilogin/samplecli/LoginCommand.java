package io.github.clilogin.samplecli;

import java.io.IOException;
import java.net.URI;
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

	private boolean hasBrowserFailed;

	LoginCommand(CliContext context) {
		this.context = context;
		this.target = new TargetOptions(context);
	}

	@Override
	public Integer call() throws Exception {
		// Check the store first: the user must not confirm a login that cannot be stored
		this.target.store().prepare();
		try (LoginReport report = report()) {
			logIn(client(report, this.flow), report);
			if (this.target.isShadowed()) {
				this.context.err().println("ACME_TOKEN is set and overrides this login. Unset it to use the login.");
			}
		}
		catch (CliLoginException ex) {
			throw explained(ex);
		}
		return ExitCode.OK.number();
	}

	private void logIn(CliLoginClient client, LoginReport report) throws Exception {
		CredentialSaver saver = new CredentialSaver(this.target, client, report, this.context.err());
		if (this.mode == null) {
			logInAtOnce(client, report, saver, this.flow == LoginFlow.BROWSER && !isBrowserUnwanted());
		}
		else if (this.mode.withToken) {
			saver.save(new TokenInput(this.context, this.target).read());
		}
		else {
			TwoStepLogin login = new TwoStepLogin(this.context, this.target, client, report, browser().isReachable());
			if (this.mode.start) {
				login.start();
			}
			else {
				login.complete(saver, (this.mode.completion != null) ? this.mode.completion.returnCode : null);
			}
		}
	}

	/** Adds the command that works. */
	private Exception explained(CliLoginException problem) throws AcmeException {
		String sentence = String.valueOf(problem.getMessage());
		if (problem.otherServer() != null) {
			return new AcmeException(ExitCode.of(problem.reason()),
					sentence + " Run: " + this.target.at(problem.otherServer(), "acme login"));
		}
		if (sentence.contains("returnCodePrompt")) {
			return new AcmeException(ExitCode.OTHER,
					"The server demands a return code that you type. Run acme in a terminal, or use --json.");
		}
		boolean isScopeRefused = this.scopes.length > 0 && problem.reason() == Reason.PROTOCOL
				&& sentence.startsWith("The server refused: invalid_scope");
		return isScopeRefused ? new AcmeException(ExitCode.OTHER, sentence + " Omit --scopes.") : problem;
	}

	/**
	 * Logs in.
	 * @param needsBrowser whether a login that no browser opened is replaced by one for
	 * any browser
	 */
	private void logInAtOnce(CliLoginClient client, LoginReport report, CredentialSaver saver, boolean needsBrowser)
			throws CliLoginException, IOException, AcmeException {
		try (PendingLogin login = this.context.ctrlC().start(client::start, report)) {
			report.started(login);
			boolean isOpen = login.openBrowser();
			if (isOpen || !needsBrowser) {
				report.browser(isOpen, browser().isReachable());
				report.waiting(login);
				saver.save(login.await(report));
				return;
			}
		}
		report.replaced();
		this.hasBrowserFailed = true;
		logInAtOnce(client(report, LoginFlow.CONFIRM), report, saver, false);
	}

	private LoginReport report() {
		return this.json ? new JsonReport(new LineReader(this.context.in()), this.context.out()) : new TerminalReport(
				this.context, (link) -> this.qr ? QrCodeRenderer.forTerminal(this.context).render(link) : "");
	}

	private CliLoginClient client(LoginReport report, LoginFlow flow) throws AcmeException {
		CliLoginClient.Builder client = this.target.client().scopes(this.scopes).browser(browser()).flow(flow);
		if (this.mode == null || this.mode.start) {
			client.deviceName(Objects.requireNonNullElseGet(this.deviceName, this.context::deviceName));
		}
		if (this.mode != null) {
			client.returnCodePrompt((page, isRepeated) -> askOrSuspend(report, page, isRepeated));
		}
		else if (this.json || this.context.terminal().isPresent()) {
			client.returnCodePrompt(report);
		}
		return client.build();
	}

	/** Asks in the second step. Without an answer, a third command can bring the code. */
	private String askOrSuspend(LoginReport report, @Nullable URI page, boolean isRepeated)
			throws IOException, InterruptedException {
		boolean canAsk = this.json || this.context.terminal().isPresent();
		String line = canAsk ? report.ask(page, isRepeated) : null;
		if (line == null) {
			throw new MissingReturnCodeException(isRepeated);
		}
		return line;
	}

	private boolean isBrowserUnwanted() {
		return this.noBrowser || this.qr;
	}

	private BrowserLauncher browser() {
		return (isBrowserUnwanted() || this.hasBrowserFailed) ? BrowserLauncher.none() : this.context.browser();
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
