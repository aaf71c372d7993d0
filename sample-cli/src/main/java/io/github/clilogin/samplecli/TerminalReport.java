package io.github.clilogin.samplecli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.function.Function;

import io.github.clilogin.client.Credentials;
import io.github.clilogin.client.LoginEvent;
import io.github.clilogin.client.LoginEvent.BrowserNeeded;
import io.github.clilogin.client.LoginEvent.Retrying;
import io.github.clilogin.client.LoginFlow;
import io.github.clilogin.client.PendingLogin;
import io.github.clilogin.samplecli.ReturnCodeInput.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Reports a login to the user, with a line that counts down on a terminal.
 */
final class TerminalReport implements LoginReport {

	private final PrintWriter out;

	private final PrintWriter err;

	private final boolean hasColor;

	private final Function<URI, String> qrCode;

	private final TerminalDevice terminal;

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
		this.terminal = context.terminal();
		this.status = new StatusLine(context);
	}

	@Override
	public void started(PendingLogin login) {
		this.out.println("Open  " + login.link());
		this.out.print(this.qrCode.apply(login.link()));
		String code = this.hasColor ? "\033[1m" + login.userCode() + "\033[0m" : login.userCode();
		if (login.flow() == LoginFlow.BROWSER) {
			// No page accepts this code, so it must not look like one to type
			this.out.println("Check that the browser shows " + code + ", then confirm there.");
			return;
		}
		this.out.println("Code  " + code);
		this.out.println((login.flow() == LoginFlow.CODE) ? "Enter this code in the browser, then confirm there."
				: "Check that the browser shows this code, then confirm there.");
	}

	@Override
	public void browser(boolean isOpen, boolean wasTried) {
		if (wasTried && !isOpen) {
			this.err.println("The browser could not be opened. Open the link yourself.");
		}
	}

	@Override
	public void replaced() {
		this.err.println("No browser could be opened on this machine. Use a browser on any device instead:");
	}

	@Override
	public @Nullable String ask(@Nullable URI page, boolean isRepeated) throws IOException, InterruptedException {
		String question = (page != null) ? "Type the six letters from that page: "
				: "Type the six letters that the browser shows: ";
		return new ReturnCodeInput((problem) -> answer(note(problem, page), question)).read(isRepeated);
	}

	private static String note(Problem problem, @Nullable URI page) {
		return switch (problem) {
			case INCORRECT -> "Incorrect code.";
			case MALFORMED -> "That is not a return code. It has six letters, such as BCD-FGH.";
			case NONE -> (page != null) ? "The browser did not return the code. Open  " + page : "";
		};
	}

	private @Nullable String answer(String note, String question) throws IOException {
		if (!this.status.ask(note, question)) {
			return null;
		}
		String line = this.terminal.readLine();
		if (line != null) {
			this.status.answered();
		}
		return line;
	}

	@Override
	public void waiting(PendingLogin login) {
		this.status.start(login::expiresAt);
	}

	@Override
	public void accept(LoginEvent event) {
		if (event instanceof Retrying retrying && !this.isCutOff) {
			this.status.print(this.err, "The server does not answer (" + retrying.cause() + "). Retrying ...");
		}
		else if (!(event instanceof Retrying) && this.isCutOff) {
			this.status.print(this.err, "The server answers again.");
		}
		if (event instanceof BrowserNeeded) {
			this.status.print(this.err,
					"The browser did not return the code. Press the button on the page that it shows.");
		}
		this.isCutOff = event instanceof Retrying;
	}

	@Override
	public void suspended(PendingLogin login, String next) {
		this.status.print(this.out, "Then run (" + this.status.left(login.expiresAt()) + " left): " + next);
	}

	@Override
	public void loggedIn(Credentials credentials) {
		this.out.println((credentials.account() != null) ? "Logged in as " + credentials.account() : "Logged in.");
	}

	@Override
	public void close() {
		this.status.close();
	}

}
