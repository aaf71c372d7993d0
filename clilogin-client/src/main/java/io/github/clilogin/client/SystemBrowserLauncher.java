package io.github.clilogin.client;

import java.io.File;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Opens a page with the default program of the operating system.
 */
final class SystemBrowserLauncher implements BrowserLauncher {

	private static final Set<String> OFF_VALUES = Set.of("", "0", "false", "no", "none");

	private final Map<String, String> environment;

	private final String system;

	SystemBrowserLauncher(Map<String, String> environment, String system) {
		this.environment = environment;
		this.system = system.toLowerCase(Locale.ROOT);
	}

	@Override
	public boolean isReachable() {
		return !programs().isEmpty();
	}

	@Override
	public boolean open(URI page) {
		return programs().stream().anyMatch((program) -> new CommandBrowserLauncher(program).open(page));
	}

	/**
	 * Returns the programs with their first arguments; the first one that works is used.
	 */
	List<List<String>> programs() {
		String wanted = this.environment.getOrDefault("BROWSER", "");
		if (wanted.isEmpty()) {
			return Stream.of(defaultProgram()).filter((program) -> !program.isEmpty()).toList();
		}
		if (isOff(wanted)) {
			return List.of();
		}
		if (isFile(wanted)) {
			return List.of(List.of(wanted));
		}
		return Arrays.stream(wanted.split(isWindows() ? ";" : ":"))
			.map(String::strip)
			.filter((program) -> !program.isEmpty())
			.map((program) -> isFile(program) ? List.of(program) : List.of(program.split("\\s+")))
			.toList();
	}

	/** Detects a path that contains spaces or colons. */
	private static boolean isFile(String path) {
		return new File(path).isFile();
	}

	private boolean isWindows() {
		return this.system.startsWith("windows");
	}

	private List<String> defaultProgram() {
		if (!isOff(this.environment.getOrDefault("CI", "")) || isRemote()) {
			return List.of();
		}
		if (isWindows()) {
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

	private static boolean isOff(String value) {
		return OFF_VALUES.contains(value.toLowerCase(Locale.ROOT));
	}

}
