package io.github.clilogin.client;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Opens a page by starting a program.
 *
 * @param command the program and its first arguments, in which {@code %s} stands for the
 * link; empty if no browser can be opened
 */
record CommandBrowserLauncher(List<String> command) implements BrowserLauncher {

	private static final long MAX_FAILURE_MILLIS = 500;

	/**
	 * Keeps Ctrl-C, Ctrl-Z and the end of the terminal from the browser, which shares the
	 * process group of the CLI. macOS has no {@code setsid}.
	 */
	private static final List<String> OWN_SESSION = List.of("/bin/sh", "-c",
			"command -v setsid >/dev/null && exec setsid \"$@\"; trap '' INT QUIT HUP TSTP TTIN TTOU; exec \"$@\"",
			"sh");

	@Override
	public boolean isReachable() {
		return !this.command.isEmpty();
	}

	@Override
	public boolean open(URI page) {
		String scheme = String.valueOf(page.getScheme()).toLowerCase(Locale.ROOT);
		if (!scheme.equals("http") && !scheme.equals("https")) {
			throw new IllegalArgumentException("Only http and https pages can be opened");
		}
		return isReachable() && run(inOwnSession(with(page.toASCIIString())));
	}

	private static List<String> inOwnSession(List<String> command) {
		// On Windows, the path would be on the current drive, where any user may create
		// it
		boolean hasShell = File.separatorChar == '/' && new File(OWN_SESSION.get(0)).canExecute();
		return !hasShell ? command : Stream.concat(OWN_SESSION.stream(), command.stream()).toList();
	}

	private List<String> with(String page) {
		List<String> filled = this.command.stream().map((argument) -> argument.replace("%s", page)).toList();
		return filled.equals(this.command) ? Stream.concat(filled.stream(), Stream.of(page)).toList() : filled;
	}

	private static boolean run(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD)
				.redirectError(Redirect.DISCARD)
				.start();
			process.getOutputStream().close();
			return !process.waitFor(MAX_FAILURE_MILLIS, TimeUnit.MILLISECONDS) || process.exitValue() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

}
