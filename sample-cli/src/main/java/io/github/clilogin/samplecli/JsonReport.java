package io.github.clilogin.samplecli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import com.grack.nanojson.JsonBuilder;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import io.github.clilogin.client.Credentials;
import io.github.clilogin.client.LoginEvent;
import io.github.clilogin.client.LoginEvent.BrowserNeeded;
import io.github.clilogin.client.LoginEvent.Retrying;
import io.github.clilogin.client.LoginEvent.SlowedDown;
import io.github.clilogin.client.LoginFlow;
import io.github.clilogin.client.PendingLogin;
import io.github.clilogin.samplecli.ReturnCodeInput.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Reports a login as one JSON object per line, for a program that shows the login itself.
 *
 * @param in brings the return code
 * @param out takes the lines
 */
record JsonReport(LineReader in, PrintWriter out) implements LoginReport {

	@Override
	public void started(PendingLogin login) {
		print(event("started").value("flow", login.flow().name().toLowerCase(Locale.ROOT))
			.value("link", login.link().toString())
			.value("user_code", login.userCode())
			.value("must_type_code", login.flow() == LoginFlow.CODE)
			.value("expires_at", expiry(login)));
	}

	@Override
	public void accept(LoginEvent event) {
		if (event instanceof Retrying retrying) {
			print(event("retrying").value("cause", retrying.cause()));
		}
		else if (event instanceof BrowserNeeded) {
			print(event("browser_needed"));
		}
		else {
			print(event((event instanceof SlowedDown) ? "slowed_down" : "waiting"));
		}
	}

	@Override
	public void browser(boolean isOpen, boolean wasTried) {
		print(event("browser").value("opened", isOpen));
	}

	@Override
	public void replaced() {
		// Another event "started" follows
	}

	@Override
	public @Nullable String ask(@Nullable URI page, boolean isRepeated) throws IOException, InterruptedException {
		return new ReturnCodeInput((problem) -> {
			print(event("return_code_needed").value("page", (page != null) ? page.toString() : null)
				.value("repeated", problem != Problem.NONE));
			return this.in.next();
		}).read(isRepeated);
	}

	@Override
	public void waiting(PendingLogin login) {
		// Each poll reports an event
	}

	@Override
	public void suspended(PendingLogin login, String next) {
		print(event("suspended").value("next", next + " --json").value("expires_at", expiry(login)));
	}

	@Override
	public void loggedIn(Credentials credentials) {
		print(event("logged_in").value("account", credentials.account()));
	}

	static String failed(ExitCode exitCode, String sentence) {
		return JsonWriter.string(event("failed").value("reason", exitCode.name().toLowerCase(Locale.ROOT))
			.value("message", sentence)
			.value("exit_code", exitCode.number())
			.done());
	}

	/** Returns whole seconds, since some languages cannot parse nanoseconds. */
	private static String expiry(PendingLogin login) {
		return login.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString();
	}

	private static JsonBuilder<JsonObject> event(String name) {
		return JsonObject.builder().value("event", name);
	}

	private void print(JsonBuilder<JsonObject> event) {
		this.out.println(JsonWriter.string(event.done()));
	}

	@Override
	public void close() {
		// Prints no line that has to be restored
	}

}
