package io.github.clilogin.conformance.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Receives return codes as a CLI does, and records what the browser sends.
 */
final class ReturnListener implements AutoCloseable {

	private final HttpServer server;

	private final String finished;

	private final List<Received> received = new CopyOnWriteArrayList<>();

	/**
	 * Listens on a free port.
	 * @param finished the URL to which the browser is sent afterwards
	 */
	ReturnListener(String finished) {
		this.finished = finished;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::receive);
		this.server.start();
	}

	private void receive(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.received.add(new Received(exchange.getRequestMethod() + " " + exchange.getRequestURI(),
				exchange.getRequestHeaders(), body));
		exchange.getResponseHeaders().add("Location", this.finished);
		exchange.sendResponseHeaders(303, -1);
		exchange.close();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	/** Returns the requests so far. */
	List<Received> received() {
		return this.received;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * A request of a browser.
	 *
	 * @param line the method and the path
	 * @param headers the headers
	 * @param body the form
	 */
	record Received(String line, Headers headers, String body) {

		/** Returns the fields of the form. */
		Map<String, String> fields() {
			return UriComponentsBuilder.newInstance().query(this.body).build().getQueryParams().asSingleValueMap();
		}

		/** Returns the return code. */
		String code() {
			return Objects.requireNonNull(fields().get("return_code"));
		}

	}

}
