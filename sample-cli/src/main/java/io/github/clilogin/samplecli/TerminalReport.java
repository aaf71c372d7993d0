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
 * Tells a person: lines that stay, and on a terminal one that counts the time down.
 */
final class TerminalReport implements LoginReport {

	private final PrintWriter out;

	private final PrintWriter err;

	private final boolean hasColor;

	private final Function<URI, String> picture;

	private final StatusLine status;

	private boolean isCutOff;

	/**
	 * Makes a report.
	 * @param picture the picture of a link that a phone can read, or nothing
	 */
	TerminalReport(Surroundings surroundings, Function<URI, String> picture) {
		this.out = surroundings.out();
		this.err = surroundings.err();
		this.hasColor = surroundings.hasColor();
		this.picture = picture;
		this.status = new StatusLine(surroundings);
	}

	@Override
	public void started(PendingLogin login) {
		this.out.println("Open  " + login.link());
		this.out.print(this.picture.apply(login.link()));
		this.out.println("Code  " + (this.hasColor ? "\033[1m" + login.userCode() + "\033[0m" : login.userCode()));
		this.out.println((login.flow() == LoginFlow.CODE) ? "Type the code in the browser and confirm."
				: "Compare the code in the browser and confirm.");
	}

	@Override
	public void waiting(PendingLogin login) {
		this.status.start(login.expiresAt());
	}

	@Override
	public void accept(LoginEvent event) {
		if (event instanceof Retrying retrying && !this.isCutOff) {
			this.status.print(this.err, "The server does not answer (" + retrying.cause() + "). Still trying ...");
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
