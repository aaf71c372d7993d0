package io.github.clilogin.client;

import java.net.URI;
import java.util.List;

/**
 * Opens a page in the user's browser. A CLI prints the link and the user code first, in
 * case the wrong browser opens or none does.
 */
@FunctionalInterface
public interface BrowserLauncher {

	/**
	 * Tries to open a page.
	 * @param page an http or https address
	 * @return {@code false} if no browser can be opened here, or the program fails at
	 * once
	 * @throws IllegalArgumentException if the address is neither http nor https
	 */
	boolean open(URI page);

	/**
	 * Returns whether opening a page can work, without opening one.
	 * @return {@code false} if no browser can be opened here; {@code true} unless
	 * overridden
	 */
	default boolean isReachable() {
		return true;
	}

	/**
	 * Returns a launcher for the user's default browser. The environment variable
	 * {@code BROWSER} names other programs, separated as in {@code PATH}; the first one
	 * that works is used. A program may have arguments, and {@code %s} stands for the
	 * link. The values {@code false} and {@code none} disable the browser. Without the
	 * variable, no browser opens in CI, over SSH or on Linux without a display. On Unix
	 * the browser stays open when Ctrl-C ends the CLI.
	 * @return a thread-safe launcher, which takes at most half a second per program
	 */
	static BrowserLauncher system() {
		return new SystemBrowserLauncher(System.getenv(), System.getProperty("os.name"));
	}

	/**
	 * Returns a launcher that never opens a browser.
	 * @return a launcher that always answers {@code false}
	 */
	static BrowserLauncher none() {
		return new CommandBrowserLauncher(List.of());
	}

	/**
	 * Returns a launcher that starts the given program, for a CLI that does not use
	 * {@link #system()}.
	 * @param command the program and its first arguments; the link replaces {@code %s} or
	 * becomes the last argument
	 * @return a thread-safe launcher, which takes at most half a second
	 * @throws IllegalArgumentException if the command is empty
	 */
	static BrowserLauncher command(String... command) {
		if (command.length == 0) {
			throw new IllegalArgumentException("The command must not be empty");
		}
		return new CommandBrowserLauncher(List.of(command));
	}

}
