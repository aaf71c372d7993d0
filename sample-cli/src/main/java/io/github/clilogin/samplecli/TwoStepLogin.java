package io.github.clilogin.samplecli;

import java.io.IOException;
import java.nio.file.Path;

import io.github.clilogin.client.CliLoginClient;
import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.CliLoginException.Reason;
import io.github.clilogin.client.CredentialStore;
import io.github.clilogin.client.Credentials;
import io.github.clilogin.client.PendingLogin;

/**
 * Starts a login in one command and waits for it in another.
 */
final class TwoStepLogin {

	private final TargetOptions target;

	private final CliLoginClient client;

	private final CtrlCHandler ctrlC;

	private final LoginReport report;

	private final SuspendedLoginFile suspended;

	TwoStepLogin(CliContext context, TargetOptions target, CliLoginClient client, LoginReport report)
			throws AcmeException, IOException {
		this.target = target;
		this.client = client;
		this.ctrlC = context.ctrlC();
		this.report = report;
		String profile = target.profile();
		Path file = context.acmeHome().resolve((profile != null) ? "login-" + profile + ".json" : "login.json");
		this.suspended = new SuspendedLoginFile(CredentialStore.file(file), target);
	}

	void start() throws CliLoginException, IOException, AcmeException {
		try (PendingLogin login = this.ctrlC.start(this.client, this.report)) {
			this.ctrlC.waitOnPress();
			// Write the file first: a login must be resumable before it is shown
			this.suspended.write(login.suspend());
			this.report.started(login);
			login.openBrowser();
			this.report.suspended(login, this.target.everywhere("acme login --complete"));
		}
	}

	void complete(CredentialSaver saver) throws CliLoginException, IOException, AcmeException {
		try (PendingLogin login = this.ctrlC.cancelOnPress(resume(), this.report)) {
			this.report.started(login);
			this.report.waiting(login);
			saver.save(await(login));
			this.suspended.delete();
		}
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
		catch (CliLoginException ex) {
			if (ex.reason() != Reason.UNREACHABLE) {
				this.suspended.delete();
			}
			throw ex;
		}
	}

}
