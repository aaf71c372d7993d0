package io.github.clilogin.samplecli;

import java.io.IOException;
import java.nio.file.Path;

import io.github.clilogin.client.CliLoginClient;
import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.CliLoginException.Reason;
import io.github.clilogin.client.CredentialStore;
import io.github.clilogin.client.Credentials;
import io.github.clilogin.client.PendingLogin;
import org.jspecify.annotations.Nullable;

/**
 * Starts a login in one command and waits for it in another.
 */
final class TwoStepLogin {

	private final TargetOptions target;

	private final CliLoginClient client;

	private final CtrlCHandler ctrlC;

	private final LoginReport report;

	private final SuspendedLoginFile suspended;

	private final boolean isBrowserReachable;

	TwoStepLogin(CliContext context, TargetOptions target, CliLoginClient client, LoginReport report,
			boolean isBrowserReachable) throws AcmeException, IOException {
		this.target = target;
		this.client = client;
		this.ctrlC = context.ctrlC();
		this.report = report;
		this.isBrowserReachable = isBrowserReachable;
		String profile = target.profile();
		Path file = context.acmeHome().resolve((profile != null) ? "login-" + profile + ".json" : "login.json");
		this.suspended = new SuspendedLoginFile(CredentialStore.file(file), target);
	}

	void start() throws CliLoginException, IOException, AcmeException {
		try (PendingLogin login = this.ctrlC.start(this.client::startToSuspend, this.report)) {
			this.ctrlC.waitOnPress();
			// Write the file first: a login must be resumable before it is shown
			this.suspended.write(login.suspend());
			this.report.started(login);
			this.report.browser(login.openBrowser(), this.isBrowserReachable);
			this.report.suspended(login, this.target.everywhere("acme login --complete"));
		}
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
		try {
			return this.client.resume(this.suspended.read());
		}
		catch (IllegalArgumentException ex) {
			this.suspended.delete();
			throw new AcmeException(ExitCode.USAGE,
					"The started login is damaged. Run: " + this.target.again("acme login --start"));
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
							+ this.target.again("acme login --complete --return-code CODE"));
		}
		catch (CliLoginException ex) {
			if (ex.reason() != Reason.UNREACHABLE) {
				this.suspended.delete();
			}
			throw ex;
		}
	}

}
