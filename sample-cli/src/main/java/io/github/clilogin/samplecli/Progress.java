package io.github.clilogin.samplecli;

import java.io.PrintWriter;
import java.util.function.Consumer;

import io.github.clilogin.client.LoginEvent;
import io.github.clilogin.client.LoginEvent.Retrying;

/**
 * Tells the person when the server stops answering and when it is back, once each.
 */
final class Progress implements Consumer<LoginEvent> {

	private final PrintWriter err;

	private boolean isCutOff;

	Progress(PrintWriter err) {
		this.err = err;
	}

	@Override
	public void accept(LoginEvent event) {
		if (event instanceof Retrying retrying && !this.isCutOff) {
			this.err.println("The server does not answer (" + retrying.cause() + "). Still trying ...");
		}
		else if (!(event instanceof Retrying) && this.isCutOff) {
			this.err.println("The server answers again.");
		}
		this.isCutOff = event instanceof Retrying;
	}

}
