package io.github.clilogin.samplecli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;

import io.github.clilogin.client.BrowserLauncher;
import io.github.clilogin.client.CliLoginClient;
import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.CliLoginException.Reason;
import io.github.clilogin.client.CredentialStore;
import io.github.clilogin.client.Credentials;
import io.github.clilogin.client.LoginFlow;
import io.github.clilogin.client.PendingLogin;
import io.github.clilogin.client.ReturnCodePrompt;
import org.jspecify.annotations.Nullable;

/**
 * Starts a login in one command and waits for it in another.
 */
final class TwoStepLogin {

	private final TargetOptions target;

	private final CliLoginClient.Builder client;

	private final CtrlCHandler ctrlC;

	private final @Nullable ReturnCodePrompt prompt;

	private final LoginReport report;

	private final SuspendedLoginFile suspended;

	private BrowserLauncher browser;

	private final String options;

	/**
	 * Creates a login of two steps.
	 * @param prompt asks for the return code in the second step, or {@code null}
	 * @param options the options that the suggested commands repeat
	 */
	TwoStepLogin(CliContext context, TargetOptions target, CliLoginClient.Builder client,
			@Nullable ReturnCodePrompt prompt, LoginReport report, BrowserLauncher browser, String options)
			throws AcmeException, IOException {
		this.target = target;
		this.client = client.returnCodePrompt(this::ask);
		this.ctrlC = context.ctrlC();
		this.prompt = prompt;
		this.report = report;
		this.browser = browser;
		this.options = options;
		String profile = target.profile();
		Path file = context.acmeHome().resolve((profile != null) ? "login-" + profile + ".json" : "login.json");
		this.suspended = new SuspendedLoginFile(CredentialStore.file(file), target);
	}

	/**
	 * Starts a login.
	 * @param needsBrowser whether a login that no browser opened is replaced by one for
	 * any browser
	 */
	void start(boolean needsBrowser) throws CliLoginException, IOException, AcmeException {
		try (PendingLogin login = this.ctrlC.start(this.client.build()::startToSuspend, this.report)) {
			this.ctrlC.waitOnPress();
			// Write the file first: a login must be resumable before it is shown
			this.suspended.write(login.suspend());
			this.report.started(login);
			boolean isOpen = login.openBrowser();
			if (isOpen || !needsBrowser) {
				this.report.browser(isOpen, this.browser.isReachable());
				this.report.suspended(login, this.target.everywhere("acme login --complete"));
				return;
			}
		}
		// Cancels the login, which only the file still knows
		resume().close();
		this.report.replaced();
		this.browser = BrowserLauncher.none();
		this.client.flow(LoginFlow.CONFIRM).browser(this.browser);
		start(false);
	}

	/**
	 * Completes the login.
	 * @param returnCode the return code of the command line, or {@code null}
	 */
	void complete(CredentialSaver saver, @Nullable String returnCode)
			throws CliLoginException, IOException, AcmeException {
		if (returnCode != null) {
			keep(returnCode);
		}
		try (PendingLogin login = this.ctrlC.cancelOnPress(resume(), this.report)) {
			this.report.started(login);
			this.report.waiting(login);
			saver.save(await(login));
			this.suspended.delete();
		}
	}

	/**
	 * Asks in the second step. Without an answer, a third command can bring the code.
	 * Keeps the code before it is sent, since this process may end before the credentials
	 * are stored. If that fails, the login fails with the cause and can be completed
	 * later.
	 */
	private String ask(@Nullable URI page, boolean isRepeated) throws IOException, InterruptedException {
		String letters = (this.prompt != null) ? this.prompt.ask(page, isRepeated) : null;
		if (letters == null) {
			throw new MissingReturnCodeException(isRepeated);
		}
		try {
			keep(letters);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (AcmeException | CliLoginException ex) {
			throw new UncheckedIOException(new IOException(ex.getMessage(), ex));
		}
		return letters;
	}

	/** Keeps the code, with which the credentials can be collected again. */
	private void keep(String returnCode) throws CliLoginException, IOException, AcmeException {
		PendingLogin login = resume();
		try {
			login.returnCode(returnCode);
		}
		catch (IllegalArgumentException ex) {
			throw new AcmeException(ExitCode.USAGE, "A return code has six letters, such as BCD-FGH.");
		}
		this.suspended.write(login.suspend());
	}

	private PendingLogin resume() throws CliLoginException, IOException, AcmeException {
		String start = "acme login --start" + this.options;
		try {
			return this.client.build().resume(this.suspended.read(start));
		}
		catch (IllegalArgumentException ex) {
			this.suspended.delete();
			throw new AcmeException(ExitCode.USAGE, "The started login is damaged. Run: " + this.target.again(start));
		}
	}

	/**
	 * Keeps the suspended login if the server was unreachable, so that the user can
	 * retry.
	 */
	private Credentials await(PendingLogin login) throws CliLoginException, IOException, AcmeException {
		try {
			return login.await(this.report);
		}
		catch (MissingReturnCodeException ex) {
			this.suspended.write(login.suspend());
			throw new AcmeException(ExitCode.USAGE,
					(ex.isRepeated() ? "The return code is incorrect."
							: "The browser shows a return code of six letters.") + " Run: "
							+ this.target.again("acme login --complete --return-code CODE" + this.options));
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
		catch (CliLoginException ex) {
			if (ex.reason() != Reason.UNREACHABLE) {
				this.suspended.delete();
			}
			throw ex;
		}
	}

}
