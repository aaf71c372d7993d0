package io.github.clilogin.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the fixtures that all clients share.
 */
@Timeout(120)
class FixtureTests {

	private static final Path FIXTURES = Path.of("../conformance/fixtures");

	private final ScriptedServer server = new ScriptedServer();

	private final TestTime time = new TestTime();

	private final Deque<JsonNode> exchanges = new ArrayDeque<>();

	private final Deque<JsonNode> questions = new ArrayDeque<>();

	private final List<Throwable> failures = new CopyOnWriteArrayList<>();

	private String port = "";

	private String loginId = "";

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	static Stream<String> names() throws IOException {
		try (Stream<Path> files = Files.list(FIXTURES)) {
			List<String> names = files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".json"))
				.sorted()
				.toList();
			assertThat(names).hasSizeGreaterThan(12);
			return names.stream();
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void theClientDoesWhatTheFixtureSays(String name) throws Exception {
		JsonNode fixture = new ObjectMapper().readTree(Files.readString(FIXTURES.resolve(name)));
		fixture.get("exchanges").forEach(this.exchanges::add);
		for (int i = 0; i < 1000; i++) {
			this.server.then(this::answer);
		}
		JsonNode prompt = fixture.get("prompt");
		if (prompt != null) {
			prompt.forEach(this.questions::add);
		}
		assertOutcome(fixture.get("outcome"), client(fixture, prompt != null));
		assertThat(this.failures).isEmpty();
		assertThat(this.questions).isEmpty();
		assertThat(this.exchanges).allMatch((exchange) -> exchange.has("repeat"));
	}

	private CliLoginClient client(JsonNode fixture, boolean hasPrompt) {
		URI base = this.server.uri();
		CliLoginClient.Builder client = CliLoginClient.builder(base)
			.clientId("acme")
			.flow(LoginFlow.valueOf(fixture.path("flow").asString("auto").toUpperCase(Locale.ROOT)))
			.browser(fixture.get("browser").asBoolean() ? (page) -> true : BrowserLauncher.none())
			.time(new LoginTiming(this.time, this::sleep, () -> 0));
		if (fixture.has("endpoint")) {
			client.endpoints(new ServerEndpoints(base.resolve("/clilogin/device"), base.resolve("/clilogin/token"),
					null, null, null));
		}
		return (hasPrompt ? client.returnCodePrompt(this::ask) : client).build();
	}

	/** Lets time pass, unless the open question is answered first. */
	private void sleep(Duration delay, Future<?> woken) throws InterruptedException {
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			if (thread.getName().equals("clilogin-return-code")) {
				thread.join();
			}
		}
		if (!woken.isDone()) {
			this.time.advance(delay);
		}
	}

	private synchronized @Nullable String ask(@Nullable URI page, boolean isRepeated) {
		JsonNode question = this.questions.remove();
		JsonNode expected = question.get("page");
		record(() -> {
			assertThat((page != null) ? page.toString() : null)
				.isEqualTo(expected.isNull() ? null : filled(expected.asString()));
			assertThat(isRepeated).isEqualTo(question.get("repeated").asBoolean());
		});
		return question.get("answer").asString();
	}

	private void answer(HttpExchange http) throws IOException {
		ScriptedServer.Request request = this.server.current();
		JsonNode exchange = next(request);
		record(() -> {
			assertThat(mismatches(exchange, request)).isEmpty();
			this.port = request.form().getOrDefault("return_port", this.port);
			String challenge = request.form().get("code_challenge");
			this.loginId = (challenge != null) ? LoginId.proven(challenge) : this.loginId;
			for (JsonNode post : exchange.path("posts")) {
				post(post);
			}
		});
		ScriptedServer.json(exchange.get("status").asInt(), filled(exchange.get("body").toString())).send(http);
	}

	/** Takes the next exchange that the request can be. */
	private synchronized JsonNode next(ScriptedServer.Request request) {
		while (this.exchanges.element().has("repeat")) {
			if (mismatches(this.exchanges.element(), request).isEmpty()) {
				return this.exchanges.element();
			}
			this.exchanges.remove();
		}
		return this.exchanges.remove();
	}

	private List<String> mismatches(JsonNode exchange, ScriptedServer.Request request) {
		List<String> mismatches = new ArrayList<>();
		if (!request.path().equals(exchange.get("path").asString())) {
			mismatches.add(request.path());
		}
		for (Map.Entry<String, JsonNode> field : exchange.get("form").properties()) {
			String value = String.valueOf(request.form().get(field.getKey()));
			String expected = field.getValue().asString();
			if (!value.equals(expected) && !isFree(expected, value)) {
				mismatches.add(field.getKey() + "=" + value);
			}
		}
		for (JsonNode field : exchange.get("absent")) {
			if (request.form().containsKey(field.asString())) {
				mismatches.add("unexpected " + field.asString());
			}
		}
		return mismatches;
	}

	/** Returns whether the client draws the value, and drew a right one. */
	private boolean isFree(String expected, String value) {
		return switch (expected) {
			case "{port}" -> value.matches("[0-9]{4,5}");
			case "{challenge}", "{seed}" -> value.matches("[0-9a-f]{64}");
			case "r.{code}" -> this.loginId.equals(LoginId.of(value));
			default -> false;
		};
	}

	private void post(JsonNode post) throws Exception {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.port + post.get("path").asString()))
			.version(HttpClient.Version.HTTP_1_1)
			.method(post.get("method").asString(), BodyPublishers.ofString(filled(post.get("body").asString())));
		for (Map.Entry<String, JsonNode> header : post.get("headers").properties()) {
			request.header(header.getKey(), filled(header.getValue().asString()));
		}
		HttpResponse<String> response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(post.get("status").asInt());
		assertThat(response.body()).isEmpty();
		assertThat(response.headers().firstValue("Location").orElse(""))
			.isEqualTo(filled(post.path("location").asString("")));
	}

	private String filled(String text) {
		return text.replace("{base}", this.server.uri().toString())
			.replace("{port}", this.port)
			.replace("{login_id}", this.loginId);
	}

	/** Keeps a failure of another thread for the end of the test. */
	private void record(ThrowingCallable check) {
		try {
			check.call();
		}
		catch (Throwable ex) {
			this.failures.add(ex);
		}
	}

	private void assertOutcome(JsonNode outcome, CliLoginClient client) throws Exception {
		try {
			Credentials credentials = client.start().await((event) -> {
			});
			assertThat(credentials.account()).isEqualTo(outcome.get("account").asString());
		}
		catch (CliLoginException ex) {
			assertThat(ex.reason().name().toLowerCase(Locale.ROOT)).isEqualTo(outcome.path("reason").asString("none"));
			assertThat(ex.serverMessage()).isEqualTo(outcome.has("message") ? outcome.get("message").asString() : null);
		}
	}

}
