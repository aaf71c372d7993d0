package io.github.clilogin.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Sends scripted responses and records the requests.
 */
final class ScriptedServer implements AutoCloseable {

	record Request(String path, String version, Map<String, String> form, String prefer) {
	}

	interface Reply {

		void send(HttpExchange exchange) throws IOException;

	}

	final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

	private final ThreadLocal<Request> current = new ThreadLocal<>();

	private final Queue<Reply> script = new ConcurrentLinkedQueue<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer http;

	ScriptedServer() {
		this(0);
	}

	ScriptedServer(int port) {
		try {
			this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.http.createContext("/", this::handle);
		this.http.setExecutor(this.threads);
		this.http.start();
	}

	URI uri() {
		return URI.create("http://127.0.0.1:" + this.http.getAddress().getPort());
	}

	ScriptedServer then(Reply... replies) {
		this.script.addAll(Arrays.asList(replies));
		return this;
	}

	ScriptedServer thenStart() {
		return then(started("expires_in\":600,\"interval\":5,\"x"));
	}

	/** Returns a started login with more text inside its JSON. */
	Reply started(String more) {
		return json(200, """
				{"device_code":"device-code","user_code":"BCDF-GHJK","verification_uri":"%1$s/clilogin",
				"verification_uri_complete":"%1$s/clilogin?user_code=BCDF-GHJK","%2$s":0}""".formatted(uri(), more));
	}

	static Reply error(String code) {
		return json(400, "{\"error\":\"" + code + "\"}");
	}

	static Reply granted() {
		return json(200, "{\"access_token\":\"clt_secret\",\"token_type\":\"Bearer\",\"account\":\"ann\"}");
	}

	static Reply json(int status, String body) {
		return reply(status, "application/json", body);
	}

	static Reply html(int status) {
		return reply(status, "text/html", "<html>Welcome to our guest network</html>");
	}

	static Reply reply(int status, String type, String body, String... headers) {
		return (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", type);
			for (int i = 0; i < headers.length; i += 2) {
				exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
			}
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
		};
	}

	/** Closes the connection without a response. */
	static Reply hangUp() {
		return HttpExchange::close;
	}

	List<String> paths() {
		return this.requests.stream().map(Request::path).toList();
	}

	/** Returns the request that this thread answers. */
	Request current() {
		return this.current.get();
	}

	Request last() {
		return this.requests.get(this.requests.size() - 1);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			boolean upgrade = exchange.getRequestHeaders().containsKey("Upgrade");
			Request request = new Request(exchange.getRequestURI().getPath(),
					exchange.getProtocol() + (upgrade ? " with upgrade" : ""), form(body),
					String.valueOf(exchange.getRequestHeaders().getFirst("Prefer")));
			this.requests.add(request);
			this.current.set(request);
			Reply reply = this.script.poll();
			((reply != null) ? reply : json(200, "{}")).send(exchange);
		}
	}

	private static Map<String, String> form(String body) {
		return Arrays.stream(body.split("&"))
			.map((field) -> field.split("=", 2))
			.filter((field) -> field.length == 2)
			.collect(Collectors.toMap((field) -> field[0],
					(field) -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
	}

	@Override
	public void close() {
		this.http.stop(0);
		this.threads.shutdownNow();
	}

}
