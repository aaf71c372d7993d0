package io.github.clilogin.conformance.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Serves a page of another site.
 */
final class ForeignSite implements AutoCloseable {

	private final HttpServer server;

	private final String host;

	/**
	 * Serves a page.
	 * @param host {@code localhost} for another origin of the same site, to which a
	 * browser sends the application's cookies; {@code 127.0.0.1} for another site
	 * @param html the page
	 */
	ForeignSite(String host, String html) {
		this.host = host;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		}
		catch (IOException ex) {
			throw new IllegalStateException("No port is free", ex);
		}
		this.server.createContext("/", (exchange) -> answer(exchange, html.getBytes(StandardCharsets.UTF_8)));
		this.server.start();
	}

	private static void answer(HttpExchange exchange, byte[] html) throws IOException {
		exchange.getResponseHeaders().add("Content-Type", "text/html;charset=utf-8");
		exchange.sendResponseHeaders(200, html.length);
		exchange.getResponseBody().write(html);
		exchange.close();
	}

	String url() {
		return "http://" + this.host + ":" + this.server.getAddress().getPort() + "/";
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
