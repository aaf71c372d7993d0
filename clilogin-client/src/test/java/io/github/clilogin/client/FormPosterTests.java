package io.github.clilogin.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Answers that never end, and answers that are none.
 */
@Timeout(20)
class FormPosterTests {

	@Test
	void aBodyThatTricklesIsGivenUpInTime() {
		CountDownLatch over = new CountDownLatch(1);
		try (ScriptedServer server = new ScriptedServer()) {
			server.then((exchange) -> {
				exchange.sendResponseHeaders(200, 1000);
				exchange.getResponseBody().write('{');
				exchange.getResponseBody().flush();
				hang(over);
			});
			assertThatIOException()
				.isThrownBy(() -> new FormPoster().post(server.uri(), new Form(), Duration.ofSeconds(1)))
				.withMessage("no answer within 1 s");
			over.countDown();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 secret\r\n\r\n", "HTTP/1.1 200 OK\r\nsecret\u0001: a\r\n\r\n",
			"HTTP/1.1 200 OK\r\nContent-Length: secret\r\n\r\n" })
	void noHeaderIsInAnyMessage(String head) throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			new Thread(() -> answer(server, head)).start();
			URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
			assertThatIOException().isThrownBy(() -> new FormPoster().post(uri, new Form(), Duration.ofSeconds(9)))
				.withMessageNotContaining("secret")
				.withMessageNotContaining("within");
		}
	}

	private static void answer(ServerSocket server, String head) {
		try (Socket socket = server.accept()) {
			socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
			socket.getInputStream().readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void anInterruptedThreadSendsNothing() {
		try (ScriptedServer server = new ScriptedServer()) {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(InterruptedException.class)
				.isThrownBy(() -> new FormPoster().post(server.uri(), new Form(), Duration.ofSeconds(9)));
			assertThat(server.requests).isEmpty();
		}
	}

	private static void hang(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
