package io.github.clilogin.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records commands and their output for the guide. Values that differ between runs are
 * replaced.
 */
final class Transcript {

	/** Headers that differ between runs or do not concern the login. */
	private static final Set<String> LEFT_OUT = Set.of("connection", "content-length", "date", "expires", "keep-alive",
			"transfer-encoding", "vary", "x-content-type-options", "x-frame-options", "x-xss-protection");

	private final StringBuilder text = new StringBuilder();

	private final Map<String, String> placeholders = new LinkedHashMap<>();

	Transcript(URI server) {
		this.placeholders.put(server.toString(), "http://localhost:8080");
	}

	/** Replaces a value that differs between runs. */
	void show(String value, String placeholder) {
		this.placeholders.put(value, placeholder);
	}

	void comment(String comment) {
		this.text.append(this.text.isEmpty() ? "" : "\n").append("# ").append(comment).append('\n');
	}

	/** Runs curl, records command and output, and returns the body. */
	String curl(List<String> arguments) throws IOException, InterruptedException {
		String printed = run(arguments);
		String body = printed.substring(printed.indexOf("\r\n\r\n") + 4);
		this.text.append("$ curl -i ")
			.append(arguments.stream().map(Transcript::quoted).collect(Collectors.joining(" ")))
			.append('\n')
			.append(headers(printed))
			.append('\n')
			.append(body.isEmpty() || body.endsWith("\n") ? body : body + "\n");
		return body;
	}

	private static String run(List<String> arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of("curl", "--silent", "--show-error", "--include", "--noproxy", "*"));
		command.addAll(arguments);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(printed).isZero();
		return printed;
	}

	private static String quoted(String argument) {
		return argument.matches("[\\w./:=-]+") ? argument : "'" + argument + "'";
	}

	private static String headers(String printed) {
		return printed.substring(0, printed.indexOf("\r\n\r\n"))
			.lines()
			.filter((line) -> !LEFT_OUT.contains(line.replaceFirst(":.*", "").toLowerCase(Locale.ROOT)))
			.map(String::stripTrailing)
			.collect(Collectors.joining("\n", "", "\n"));
	}

	/**
	 * Compares the transcript with the committed file, or rewrites the file on request.
	 */
	void assertIsAsIn(Path golden) throws IOException {
		String actual = toString();
		if (Boolean.getBoolean("update-golden")) {
			Files.createDirectories(golden.getParent());
			Files.writeString(golden, actual);
		}
		assertThat(actual).as("%s (rewrite it with -Dupdate-golden=true)", golden.getFileName())
			.isEqualTo(Files.readString(golden));
	}

	@Override
	public String toString() {
		String shown = this.text.toString();
		for (Map.Entry<String, String> placeholder : this.placeholders.entrySet()) {
			shown = shown.replace(placeholder.getKey(), placeholder.getValue());
		}
		return shown;
	}

}
