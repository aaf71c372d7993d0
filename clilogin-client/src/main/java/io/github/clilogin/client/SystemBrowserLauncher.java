package io.github.clilogin.client;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the program by which an operating system opens a page.
 */
final class SystemBrowserLauncher implements BrowserLauncher {

	private static final Set<String> NO = Set.of("", "0", "false", "no", "none");

	private final Map<String, String> environment;

	private final String system;

	SystemBrowserLauncher(Map<String, String> environment, String system) {
		this.environment = environment;
		this.system = system.toLowerCase(Locale.ROOT);
	}

	@Override
	public boolean isReachable() {
		return launcher().isReachable();
	}

	@Override
	public boolean open(URI page) {
		return launcher().open(page);
	}

	private BrowserLauncher launcher() {
		return new CommandBrowserLauncher(program());
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
		if (isSet("WSL_DISTRO_NAME")) {
			return List.of("rundll32.exe", "url.dll,FileProtocolHandler");
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

}
