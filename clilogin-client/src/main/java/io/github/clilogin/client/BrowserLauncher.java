package io.github.clilogin.client;

import java.net.URI;
import java.util.List;

/**
 * Opens a page for the person at this machine. A tool prints the page's address and the
 * user code first, whether or not a browser opens: it may be the wrong one.
 */
@FunctionalInterface
public interface BrowserLauncher {

	/**
	 * Tries to open a page.
	 * @param page an http or https address
	 * @return {@code false} if no browser can be reached from here, or it failed at once
	 * @throws IllegalArgumentException if the address is neither http nor https
	 */
	boolean open(URI page);

	/**
	 * Whether it is worth trying, told without opening anything.
	 * @return {@code false} if no browser can be reached from here; {@code true} unless
	 * overridden
	 */
	default boolean isReachable() {
		return true;
	}

	/**
	 * Opens the person's usual browser. The environment variable {@code BROWSER} names
	 * another program, perhaps with arguments, and with {@code %s} where the page's
	 * address belongs, or several, separated as in {@code PATH}, of which the first one
	 * that works is used; or it forbids any with {@code false} or {@code none}. Without
	 * it nothing is opened in CI, over SSH, or on a Linux without a display.
	 * @return a thread-safe launcher, whose call takes half a second at most for each
	 * program
	 */
	static BrowserLauncher system() {
		return new SystemBrowserLauncher(System.getenv(), System.getProperty("os.name"));
	}

	/**
	 * Opens nothing.
	 * @return a launcher that always answers {@code false}
	 */
	static BrowserLauncher none() {
		return new CommandBrowserLauncher(List.of());
	}

	/**
	 * Starts a program that opens the page, for a tool that knows better than
	 * {@link #system()}.
	 * @param command the program and its first arguments, to which the page's address is
	 * added unless it is put in place of a {@code %s}
	 * @return a thread-safe launcher, whose call takes half a second at most
	 * @throws IllegalArgumentException if there is no program
	 */
	static BrowserLauncher command(String... command) {
		if (command.length == 0) {
			throw new IllegalArgumentException("No program");
		}
		return new CommandBrowserLauncher(List.of(command));
	}

}
