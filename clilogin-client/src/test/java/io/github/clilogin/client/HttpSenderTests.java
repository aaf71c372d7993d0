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
import java.util.concurrent.atomic.AtomicLong;

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
class HttpSenderTests {

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
				.isThrownBy(() -> new HttpSender().post(server.uri(), new Form(), Duration.ofSeconds(1)))
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
			assertThatIOException().isThrownBy(() -> new HttpSender().post(uri, new Form(), Duration.ofSeconds(9)))
				.withMessageNotContaining("secret")
				.withMessageNotContaining("within");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\nContent-Le",
			"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_token\":\"clt",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"acc" })
	void halfAnAnswerIsNone(String half) throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			new Thread(() -> answerAndCut(server, half)).start();
			URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
			assertThatIOException().isThrownBy(() -> new HttpSender().post(uri, new Form(), Duration.ofSeconds(9)))
				.withMessage("the connection broke");
		}
	}

	private static void answerAndCut(ServerSocket server, String half) {
		try (Socket socket = server.accept()) {
			socket.getOutputStream().write(half.getBytes(StandardCharsets.ISO_8859_1));
			socket.shutdownOutput();
			socket.getInputStream().readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void tenMegabytesAreRefusedUnread() {
		AtomicLong written = new AtomicLong();
		try (ScriptedServer server = new ScriptedServer()) {
			server.then((exchange) -> {
				exchange.sendResponseHeaders(200, 10_000_000);
				for (int i = 0; i < 10_000; i++) {
					exchange.getResponseBody().write(new byte[1000]);
					written.addAndGet(1000);
				}
			});
			assertThatIOException()
				.isThrownBy(() -> new HttpSender().post(server.uri(), new Form(), Duration.ofSeconds(9)))
				.withMessage("the answer is too long");
		}
		assertThat(written).hasValueLessThan(10_000_000);
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
				.isThrownBy(() -> new HttpSender().post(server.uri(), new Form(), Duration.ofSeconds(9)));
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
