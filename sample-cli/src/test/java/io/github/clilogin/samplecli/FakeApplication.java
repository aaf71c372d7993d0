package io.github.clilogin.samplecli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Simulates the host application, with one login, one token and one user named ann.
 */
final class FakeApplication implements AutoCloseable {

	static final String TOKEN = "clt_secret";

	private static final Pattern CHALLENGE = Pattern.compile(".*code_challenge=([0-9a-f]{64}).*");

	private static final String COMMON = "\"user_code\":\"BCDF-GHJK\",\"expires_in\":600,\"interval\":1}";

	static final String LOGINS = """
			{"tokens":[{"tokenId":"aaaabbbbccccdddd","name":"acme / laptop","createdAt":"2026-11-21T10:00:00Z",
			"lastUsedAt":"2026-11-21T11:00:00Z","current":true},{"tokenId":"aaaaccccccccdddd",
			"name":"acme / desktop","createdAt":"2026-11-20T10:00:00Z","current":false}]}""";

	/** Contains every request so far: path, space, body. */
	final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

	/**
	 * Contains the answers to the next polls. After the last one, a poll gets the token.
	 */
	final Queue<String> polls = new ConcurrentLinkedQueue<>();

	volatile boolean isTokenLive = true;

	/** The token that the API accepts. */
	volatile String token = TOKEN;

	/** Makes the API start its responses and never end them. */
	volatile boolean isStalling;

	/** Leaves a start unanswered. */
	volatile boolean isStartStalling;

	/** Leaves a cancellation unanswered. */
	volatile boolean isCancelStalling;

	/** The status of the response to a start. */
	volatile int startStatus = 200;

	/** The response to a start; a login if empty. */
	volatile String startAnswer = "";

	/** The status of the next polls, unless it is 0. */
	volatile int pollStatus;

	/** The method by which the server demands a return code; none if empty. */
	volatile String returnMethod = "";

	/** The return code that the server accepts. */
	volatile String returnCode = "BCDFGH";

	/** Runs before a poll is answered. */
	volatile Runnable onPoll = () -> {
	};

	/** Runs before a poll with a return code is answered. */
	volatile Runnable onReturnCode = () -> {
	};

	/** The response on every other path. */
	volatile String otherwise = "{}";

	volatile int otherwiseStatus = 200;

	volatile int revokeStatus = 200;

	volatile String revokeAnswer = "{}";

	/** The response to a revocation by ID. */
	volatile String ended = "{\"revoked\":2}";

	volatile String logins = LOGINS;

	/** The status of the API for a valid token. */
	volatile int apiStatus = 200;

	/** The response of the API for a valid token. */
	volatile String account = "{\"name\":\"ann\"}";

	private final CompletableFuture<Void> isClosed = new CompletableFuture<>();

	private final HttpServer http;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	FakeApplication() {
		try {
			this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.http.createContext("/", this::handle);
		this.http.setExecutor(this.threads);
		this.http.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.http.getAddress().getPort();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.requests.add(path + " " + body);
			if (this.isCancelStalling && path.equals("/clilogin/cancel")) {
				this.isClosed.join();
			}
			switch (path) {
				case "/clilogin/device" -> start(exchange, body);
				case "/clilogin/status" -> poll(exchange, body);
				case "/clilogin/revoke" -> answer(exchange, this.revokeStatus, this.revokeAnswer);
				case "/clilogin/tokens" -> answer(exchange, 200, this.logins);
				case "/clilogin/tokens/revoke" -> answer(exchange, 200, this.ended);
				case "/api/me" -> me(exchange);
				default -> answer(exchange, this.otherwiseStatus, this.otherwise);
			}
		}
	}

	private void start(HttpExchange exchange, String body) throws IOException {
		if (this.isStartStalling) {
			this.isClosed.join();
		}
		if (this.startStatus == 503) {
			exchange.getResponseHeaders().set("Retry-After", "7");
		}
		answer(exchange, this.startStatus, this.startAnswer.isEmpty() ? started(body) : this.startAnswer);
	}

	private String started(String body) {
		String challenge = CHALLENGE.matcher(body).replaceFirst("$1");
		if (!challenge.equals(body)) {
			return "{" + uri("verification_uri", "/browser?state=" + challenge) + COMMON;
		}
		String complete = body.contains("flow=code") ? "" : uri("verification_uri_complete", "?user_code=BCDF-GHJK");
		return "{\"device_code\":\"" + deviceCode() + "\"," + uri("verification_uri", "") + complete + COMMON;
	}

	/**
	 * Returns a device code that names the method, since the test server has one login.
	 */
	private String deviceCode() {
		return this.returnMethod.isEmpty() ? "device-code"
				: "r." + "A".repeat(43) + "\",\"return_methods\":\"" + this.returnMethod;
	}

	private String uri(String name, String rest) {
		return "\"" + name + "\":\"" + url() + "/clilogin" + rest + "\",";
	}

	private void poll(HttpExchange exchange, String body) throws IOException {
		this.onPoll.run();
		if (body.contains("return_code=")) {
			this.onReturnCode.run();
		}
		String poll = this.polls.poll();
		if (poll == null && !this.returnMethod.isEmpty() && !body.contains("return_code=" + this.returnCode)) {
			poll = "{\"status\":\"pending\",\"interval\":1,\"return_method\":\"" + this.returnMethod.split(" ")[0]
					+ "\"}";
		}
		if (poll != null && poll.matches("\\d+")) {
			answer(exchange, Integer.parseInt(poll), "<html>");
			return;
		}
		if (poll != null) {
			answer(exchange, (this.pollStatus != 0) ? this.pollStatus : poll.contains("error") ? 400 : 200, poll);
			return;
		}
		answer(exchange, 200, "{\"status\":\"confirmed\",\"credentials\":{\"access_token\":\"" + TOKEN
				+ "\",\"token_type\":\"Bearer\",\"account\":\"ann\"}}");
	}

	private void me(HttpExchange exchange) throws IOException {
		if (this.isStalling) {
			exchange.sendResponseHeaders(200, 99);
			exchange.getResponseBody().write('{');
			exchange.getResponseBody().flush();
			this.isClosed.join();
		}
		String authorization = exchange.getRequestHeaders().getFirst("Authorization");
		boolean isKnown = this.isTokenLive && ("Bearer " + this.token).equals(authorization);
		if (this.apiStatus == 403) {
			exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
		}
		answer(exchange, isKnown ? this.apiStatus : 401, isKnown ? this.account : "{}");
	}

	/** Sends a response. A page stands for the answer of a proxy. */
	private static void answer(HttpExchange exchange, int status, String body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", body.startsWith("<") ? "text/html" : "application/json");
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
	}

	@Override
	public void close() {
		this.isClosed.complete(null);
		this.http.stop(0);
		this.threads.shutdownNow();
	}

}
