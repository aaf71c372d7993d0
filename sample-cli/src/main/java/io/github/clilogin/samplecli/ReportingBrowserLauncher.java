package io.github.clilogin.samplecli;

import java.io.PrintWriter;
import java.net.URI;

import io.github.clilogin.client.BrowserLauncher;

/**
 * Opens pages and tells the user if no browser opened.
 *
 * @param browser opens the pages
 * @param err takes the note
 */
record ReportingBrowserLauncher(BrowserLauncher browser, PrintWriter err) implements BrowserLauncher {

	@Override
	public boolean isReachable() {
		return this.browser.isReachable();
	}

	@Override
	public boolean open(URI page) {
		boolean isOpen = this.browser.open(page);
		if (!isOpen && isReachable()) {
			this.err.println("The browser could not be opened. Open the link yourself.");
		}
		return isOpen;
	}

}
