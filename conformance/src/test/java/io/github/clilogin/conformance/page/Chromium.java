package io.github.clilogin.conformance.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.impl.driver.Driver;
import io.github.clilogin.conformance.Tools;

/**
 * Starts the Chromium of this machine, or the one that Playwright downloads.
 */
final class Chromium {

	/** Prevents the download of three browsers, of which two are not used. */
	private static final Map<String, String> ENVIRONMENT = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

	/** Root has no sandbox, and Chromium should not send requests of its own. */
	private static final List<String> ARGUMENTS = "root".equals(System.getProperty("user.name"))
			? List.of("--no-sandbox", "--disable-background-networking") : List.of("--disable-background-networking");

	private Chromium() {
	}

	static Playwright playwright() {
		return Playwright.create(new Playwright.CreateOptions().setEnv(ENVIRONMENT));
	}

	static Browser launch(Playwright playwright) {
		Optional<Path> found = Tools.find("chromium", "chromium-browser", "google-chrome");
		BrowserType.LaunchOptions options = new BrowserType.LaunchOptions().setArgs(ARGUMENTS);
		if (found.isPresent()) {
			options.setExecutablePath(found.get());
		}
		else {
			fetch();
		}
		try {
			return playwright.chromium().launch(options);
		}
		catch (PlaywrightException ex) {
			if (found.isEmpty()) {
				Tools.missing("The page needs Chromium, which is not on the PATH and could not be fetched: " + ex);
			}
			throw ex;
		}
	}

	private static void fetch() {
		try {
			ProcessBuilder install = Driver.ensureDriverInstalled(ENVIRONMENT, false).createProcessBuilder();
			install.command().addAll(List.of("install", "--only-shell", "chromium"));
			install.inheritIO().start().waitFor();
		}
		catch (IOException ex) {
			System.err.println("Chromium could not be fetched: " + ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
