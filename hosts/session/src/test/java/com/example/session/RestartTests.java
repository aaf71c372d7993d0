package com.example.session;

import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.example.login.Answer;
import com.example.login.Browser;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.devtools.restart.classloader.ClassLoaderFiles;
import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Restarts the host application as the developer tools do: its own classes are loaded
 * again, those of the libraries stay.
 */
class RestartTests {

	@TempDir
	private Path directory;

	private final Browser browser = new Browser();

	@Test
	void loginWorksAfterARestartInTheSameSession() throws Exception {
		login("[\"Connected: acme\"]");
		login("[\"Connected: acme\",\"Connected: acme\"]");
	}

	private void login(String journal) throws Exception {
		try (RunningHost host = startInNewClassLoader()) {
			assertThat(host.context().getBean("apiController").getClass()).isNotEqualTo(ApiController.class);
			Terminal terminal = new Terminal(host.url());
			Answer login = terminal.start();
			this.browser.confirm(login.field("verification_uri_complete"), "ann");
			Answer collected = terminal.poll(login);
			assertThat(collected.body()).containsPattern("\"expires_in\":60(4800|47\\d\\d)");
			String token = collected.field("access_token");
			assertThat(terminal.get("/api/cli", token).body()).isEqualTo("ann by acme");
			assertThat(terminal.get("/api/journal", token).body()).isEqualTo(journal);
		}
	}

	private RunningHost startInNewClassLoader() throws Exception {
		ClassLoader own = getClass().getClassLoader();
		URL classes = SessionApplication.class.getProtectionDomain().getCodeSource().getLocation();
		ClassLoader restart = new RestartClassLoader(own, new URL[] { classes }, new ClassLoaderFiles());
		Thread.currentThread().setContextClassLoader(restart);
		try {
			return RunningHost.start(List.of(restart.loadClass(SessionApplication.class.getName())), properties());
		}
		finally {
			Thread.currentThread().setContextClassLoader(own);
		}
	}

	private List<String> properties() {
		String database = "--spring.datasource.url=jdbc:h2:file:" + this.directory.resolve("acme");
		return Stream.concat(RunningHost.LOGIN.stream(), Stream.of(database)).toList();
	}

}
