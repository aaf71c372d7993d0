package io.github.clilogin.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link CliLoginWebSettings}.
 */
class CliLoginWebSettingsTests {

	private static final Duration WAIT = Duration.ofSeconds(25);

	private static final CliLoginPaths PATHS = CliLoginPaths.under("/clilogin");

	@Test
	void anIntervalIsAtLeastASecondBecauseClientsRefuseZero() {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(null, null, Duration.ofMillis(999), "user_code"))
			.withMessage("clilogin.login.interval must be at least 1 second, not 999 milliseconds");
	}

	@Test
	void urlsAreAbsolute() {
		for (String url : new String[] { "example.org", "/x", "ftp://example.org", "https:///x", "https://x/#y" }) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> settings(URI.create(url), null, Duration.ofSeconds(5), "code"))
				.withMessageContaining(url);
		}
		assertThatCode(() -> settings(URI.create("https://example.org/app"),
				URI.create("http://localhost:3000/device?x=1"), Duration.ofSeconds(5), "code"))
			.doesNotThrowAnyException();
	}

	@Test
	void theWaitIsLimitedByTheTimeoutsOfProxies() {
		assertThat(waiting(Duration.ZERO, 0).maxWait()).isZero();
		assertThat(waiting(Duration.ofSeconds(55), 1).maxWaiting()).isOne();
		assertThatIllegalArgumentException().isThrownBy(() -> waiting(Duration.ofSeconds(56), 1))
			.withMessage("clilogin.login.max-wait must be 0, or from 1 to 55 seconds, not 56 seconds");
		assertThatIllegalArgumentException().isThrownBy(() -> waiting(Duration.ofSeconds(-1), 1));
		assertThatIllegalArgumentException().isThrownBy(() -> waiting(Duration.ofMillis(999), 1));
		assertThatIllegalArgumentException().isThrownBy(() -> waiting(WAIT, -1));
	}

	private static CliLoginWebSettings waiting(Duration maxWait, int maxWaiting) {
		return new CliLoginWebSettings(PATHS, null, null, Duration.ofSeconds(5), maxWait, maxWaiting, "code", 1,
				List.of(), null, true, Clock.systemUTC());
	}

	@Test
	void anAllowedOriginIsExact() {
		for (String origin : List.of("null", "*", "https://*.tool.example", "https://tool.example/",
				"https://tool.example/x", "tool.example", "https://", "file://", "https://tool.example?x",
				"https://ann@tool.example", "https://Tool.example", "https://tool.example:443",
				"http://tool.example:80", "https://tool.example https://other.example", "")) {
			assertThatIllegalArgumentException().isThrownBy(() -> allowing(origin))
				.withMessageStartingWith("clilogin.endpoints.allowed-origins must contain exact origins")
				.withMessageEndingWith("not \"" + origin + "\"");
		}
		for (String origin : List.of("https://tool.example", "http://127.0.0.1:9000", "http://[::1]:9000",
				"tauri://localhost", "chrome-extension://abcdefghijklmnop")) {
			assertThat(allowing(origin).allowedOrigins()).containsExactly(origin);
		}
	}

	private static CliLoginWebSettings allowing(String origin) {
		return new CliLoginWebSettings(PATHS, null, null, Duration.ofSeconds(5), WAIT, 1, "code", 1, List.of(origin),
				null, true, Clock.systemUTC());
	}

	@Test
	void aSignInMayBeAMinuteOldSoThatThereIsTimeToConfirm() {
		assertThat(maxSignInAge(Duration.ofMinutes(1)).maxSignInAge()).isEqualTo(Duration.ofMinutes(1));
		assertThatIllegalArgumentException().isThrownBy(() -> maxSignInAge(Duration.ofSeconds(59)))
			.withMessage("clilogin.login.max-sign-in-age must be at least 1 minute, not 59 seconds");
		assertThatIllegalArgumentException().isThrownBy(() -> maxSignInAge(Duration.ofSeconds(-1)));
	}

	private static CliLoginWebSettings maxSignInAge(Duration age) {
		return new CliLoginWebSettings(PATHS, null, null, Duration.ofSeconds(5), WAIT, 1, "code", 1, List.of(), age,
				true, Clock.systemUTC());
	}

	@Test
	void theUserCodeParameterIsAName() {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(null, null, Duration.ofSeconds(5), "a&b"));
		for (String used : new String[] { "state", "offered", "choice_0", "group_199" }) {
			assertThatIllegalArgumentException().isThrownBy(() -> settings(null, null, Duration.ofSeconds(5), used))
				.withMessage("clilogin.login.user-code-parameter must not be \"" + used
						+ "\", which the confirmation page uses");
		}
	}

	private static CliLoginWebSettings settings(@Nullable URI baseUrl, @Nullable URI verificationUri, Duration interval,
			String userCodeParameter) {
		return new CliLoginWebSettings(PATHS, baseUrl, verificationUri, interval, WAIT, 1, userCodeParameter, 1,
				List.of(), null, true, Clock.systemUTC());
	}

}
