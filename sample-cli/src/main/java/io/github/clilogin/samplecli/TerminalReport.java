package io.github.clilogin.samplecli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.function.Function;

import io.github.clilogin.client.Credentials;
import io.github.clilogin.client.LoginEvent;
import io.github.clilogin.client.LoginEvent.Retrying;
import io.github.clilogin.client.LoginFlow;
import io.github.clilogin.client.PendingLogin;

/**
 * Reports a login to the user, with a line that counts down on a terminal.
 */
final class TerminalReport implements LoginReport {

	private final PrintWriter out;

	private final PrintWriter err;

	private final boolean hasColor;

	private final Function<URI, String> qrCode;

	private final StatusLine status;

	private boolean isCutOff;

	/**
	 * Creates a report.
	 * @param qrCode returns the QR code of a link, or an empty text
	 */
	TerminalReport(CliContext context, Function<URI, String> qrCode) {
		this.out = context.out();
		this.err = context.err();
		this.hasColor = context.hasColor();
		this.qrCode = qrCode;
		this.status = new StatusLine(context);
	}

	@Override
	public void started(PendingLogin login) {
		this.out.println("Open  " + login.link());
		this.out.print(this.qrCode.apply(login.link()));
		this.out.println("Code  " + (this.hasColor ? "\033[1m" + login.userCode() + "\033[0m" : login.userCode()));
		this.out.println((login.flow() == LoginFlow.CODE) ? "Enter this code in the browser, then confirm there."
				: "Check that the browser shows this code, then confirm there.");
	}

	@Override
	public void waiting(PendingLogin login) {
		this.status.start(login.expiresAt());
	}

	@Override
	public void accept(LoginEvent event) {
		if (event instanceof Retrying retrying && !this.isCutOff) {
			this.status.print(this.err, "The server does not answer (" + retrying.cause() + "). Retrying ...");
		}
		else if (!(event instanceof Retrying) && this.isCutOff) {
			this.status.print(this.err, "The server answers again.");
		}
		this.isCutOff = event instanceof Retrying;
	}

	@Override
	public void suspended(PendingLogin login, String next) {
		this.status.print(this.out, "Then run (" + this.status.left(login.expiresAt()) + " left): " + next);
	}

	@Override
	public void loggedIn(Credentials credentials) {
		this.status.print(this.out,
				(credentials.account() != null) ? "Logged in as " + credentials.account() : "Logged in.");
	}

	@Override
	public void close() {
		this.status.close();
	}

}
