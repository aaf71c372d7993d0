package io.github.clilogin.samplecli;

import java.io.PrintWriter;
import java.net.URI;

import io.github.clilogin.client.BrowserLauncher;

/**
 * Opens pages, and tells a person who would wait for one in vain.
 *
 * @param browser opens them
 * @param err hears of what did not open
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
			this.err.println("No browser has opened. Open the link yourself.");
		}
		return isOpen;
	}

}
