package com.example.kotlin;

import java.util.List;

import com.example.login.Browser;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logs in to an application whose mapper, listener and controllers are in Kotlin.
 */
class LoginTests {

	@AutoClose
	private static RunningHost host;

	@BeforeAll
	static void start() {
		host = RunningHost.start(List.of(KotlinApplication.class), RunningHost.LOGIN);
	}

	@Test
	void mapperListenerAndControllerWork() {
		Terminal terminal = new Terminal(host.url());
		Browser browser = new Browser();
		String token = terminal.login(browser, "ann");
		assertThat(terminal.get("/api/me", token).body()).isEqualTo("ann by acme");
		assertThat(terminal.get("/api/log", token).body()).isEqualTo("""
				started by acme
				opened by ann
				CONFIRMED by ann
				collected for ann""");
		assertThat(browser.open(host.url() + "/api/me").body()).isEqualTo("ann in a browser");
	}

}
