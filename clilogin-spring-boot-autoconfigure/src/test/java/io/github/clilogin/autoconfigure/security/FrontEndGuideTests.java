package io.github.clilogin.autoconfigure.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.clilogin.testsupport.GuideTable;
import io.github.clilogin.testsupport.JsonWebTokens;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the code of the guide for a host's own front end against real hosts, with node in
 * the place of a browser.
 */
class FrontEndGuideTests {

	private static final Pattern CODE = Pattern.compile("```javascript\n(.*?)```", Pattern.DOTALL);

	@TempDir
	private Path directory = Path.of("");

	@Test
	void pageOfAHostWithSessionsReviewsAndDecides() throws Exception {
		try (HostApplication host = start(HostKind.COOKIE_CSRF)) {
			Person ann = Person.at(host);
			ann.open("/other");
			List<String> told = decide(host, 1, ann.browser().cookies().substring("Cookie: ".length()), "");
			assertThat(told).last().isEqualTo("Sign in first");
		}
	}

	@Test
	void pageOfAHostWithoutSessionsReviewsAndDecides() throws Exception {
		try (HostApplication host = start(HostKind.RESOURCE_SERVER)) {
			decide(host, 2, "", JsonWebTokens.OWN.token("machine"));
		}
	}

	private static HostApplication start(HostKind kind) {
		return kind.start("clilogin.endpoints.cli=true", "clilogin.endpoints.logins=true",
				"clilogin.verification-uri=https://app.example.com/cli", "clilogin.api.paths=/api/**");
	}

	private List<String> decide(HostApplication host, int whoAsks, String cookies, String token) throws Exception {
		TestCli confirmed = host.cli();
		TestCli rejected = host.cli();
		List<String> told = node(script(whoAsks), host.url(), cookies, token, confirmed.link(), rejected.link());
		JsonNode answers = new JsonMapper().readTree(told.get(0));
		assertThat(answers.path("found").path("client").asString()).isEqualTo("acme");
		assertThat(answers.path("confirmed").path("status").asString()).isEqualTo("confirmed");
		assertThat(answers.path("rejected").path("status").asString()).isEqualTo("rejected");
		assertThat(answers.path("unknown").asString()).isEqualTo("invalid_request");
		assertThat(confirmed.poll().text("token_type")).isEqualTo("Bearer");
		assertThat(rejected.poll().text("message")).isEqualTo("Not me");
		return told;
	}

	/** The three calls, and one of the two ways to say who asks. */
	private Path script(int whoAsks) throws IOException {
		List<String> guide = CODE.matcher(Files.readString(GuideTable.guide().resolve("front-end.md")))
			.results()
			.map((code) -> code.group(1))
			.toList();
		assertThat(guide).hasSize(3);
		byte[] around = Objects.requireNonNull(getClass().getResourceAsStream("/front-end.mjs")).readAllBytes();
		return Files.writeString(this.directory.resolve("front-end.mjs"),
				new String(around, StandardCharsets.UTF_8).replace("/* GUIDE */", guide.get(0) + guide.get(whoAsks)));
	}

	private static List<String> node(Path script, String... arguments) throws Exception {
		ProcessBuilder node = new ProcessBuilder("node", script.toString()).redirectErrorStream(true);
		node.command().addAll(List.of(arguments));
		Process process = start(node);
		List<String> told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
			.toList();
		assertThat(process.waitFor()).as(told.toString()).isZero();
		return told;
	}

	/** Skips the test with a message if node is missing; fails on CI. */
	private static Process start(ProcessBuilder node) {
		try {
			return node.start();
		}
		catch (IOException ex) {
			String message = "The front end of the guide needs node, which is not on the PATH";
			if ("true".equals(System.getenv("CI"))) {
				throw new AssertionError(message, ex);
			}
			System.err.println("SKIPPED: " + message);
			return Assumptions.abort(message);
		}
	}

}
