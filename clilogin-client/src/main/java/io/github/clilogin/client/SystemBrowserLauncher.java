package io.github.clilogin.client;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts the program by which an operating system opens a page.
 */
final class SystemBrowserLauncher implements BrowserLauncher {

	private static final long FAILS_WITHIN_MILLIS = 500;

	private static final Set<String> NO = Set.of("", "0", "false", "no", "none");

	private final Map<String, String> environment;

	private final String system;

	SystemBrowserLauncher(Map<String, String> environment, String system) {
		this.environment = environment;
		this.system = system.toLowerCase(Locale.ROOT);
	}

	@Override
	public boolean open(URI page) {
		String scheme = String.valueOf(page.getScheme()).toLowerCase(Locale.ROOT);
		if (!scheme.equals("http") && !scheme.equals("https")) {
			throw new IllegalArgumentException("Only http and https pages are opened");
		}
		List<String> program = program();
		return !program.isEmpty() && run(Stream.concat(program.stream(), Stream.of(page.toASCIIString())).toList());
	}

	/** The program and its first arguments, or an empty list if none can be reached. */
	List<String> program() {
		String wanted = this.environment.getOrDefault("BROWSER", "");
		if (!wanted.isEmpty()) {
			return isNo(wanted) ? List.of() : List.of(wanted);
		}
		if (!isNo(this.environment.getOrDefault("CI", "")) || isRemote()) {
			return List.of();
		}
		if (this.system.startsWith("windows")) {
			return List.of("rundll32", "url.dll,FileProtocolHandler");
		}
		if (this.system.startsWith("mac")) {
			return List.of("open");
		}
		return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY") ? List.of("xdg-open") : List.of();
	}

	private boolean isRemote() {
		return isSet("SSH_CONNECTION") || isSet("SSH_CLIENT") || isSet("SSH_TTY");
	}

	private boolean isSet(String name) {
		return !this.environment.getOrDefault(name, "").isEmpty();
	}

	private static boolean isNo(String value) {
		return NO.contains(value.toLowerCase(Locale.ROOT));
	}

	private static boolean run(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD)
				.redirectError(Redirect.DISCARD)
				.start();
			process.getOutputStream().close();
			return !process.waitFor(FAILS_WITHIN_MILLIS, TimeUnit.MILLISECONDS) || process.exitValue() == 0;
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
