package io.github.clilogin.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link HttpSender} with endless, damaged and missing responses.
 */
@Timeout(90)
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
				.isThrownBy(() -> new HttpSender().post(server.uri(), new FormBody(), Duration.ofSeconds(1)))
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
			assertThatIOException().isThrownBy(() -> new HttpSender().post(uri, new FormBody(), Duration.ofSeconds(9)))
				.withMessageNotContaining("secret")
				.withMessageNotContaining("within");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\nContent-Le",
			"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_token\":\"clt",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"acc" })
	void aTruncatedResponseIsAFailure(String half) throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			new Thread(() -> answerAndCut(server, half)).start();
			URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
			assertThatIOException().isThrownBy(() -> new HttpSender().post(uri, new FormBody(), Duration.ofSeconds(9)))
				.withMessage("connection closed");
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
	void aPollThatIsNeverAnsweredIsGivenUpAfterItsTimeAndTheLimit() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
			assertThatExceptionOfType(NoAnswerException.class)
				.isThrownBy(() -> new HttpSender().poll(uri, new FormBody(), 1, Duration.ofSeconds(1),
						new CompletableFuture<>(), new CompletableFuture<>()))
				.satisfies((ex) -> assertThat(ex.wasSent()).isTrue())
				.withMessage("no answer within 2 s");
		}
	}

	/**
	 * Fills the queue of a listener, which on Linux then accepts no connection. The queue
	 * is full if a connection takes a second.
	 */
	@Test
	@EnabledOnOs(OS.LINUX)
	void aConnectionThatDoesNotComeAboutIsGivenUpSoonerThanAPoll() throws Exception {
		List<Socket> queue = new ArrayList<>();
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			fill(server, queue);
			URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
			HttpSender sender = new HttpSender(Duration.ofSeconds(1));
			assertThatExceptionOfType(NoAnswerException.class)
				.isThrownBy(() -> sender.poll(uri, new FormBody(), 25, HttpSender.REQUEST_TIMEOUT,
						new CompletableFuture<>(), new CompletableFuture<>()))
				.satisfies((ex) -> assertThat(ex.wasSent()).isFalse())
				.withMessage("no answer within 1 s");
		}
		finally {
			for (Socket socket : queue) {
				socket.close();
			}
		}
	}

	private static void fill(ServerSocket server, List<Socket> queue) throws IOException {
		while (queue.size() < 100) {
			Socket socket = new Socket();
			queue.add(socket);
			try {
				socket.connect(server.getLocalSocketAddress(), 1000);
			}
			catch (SocketTimeoutException ex) {
				return;
			}
		}
	}

	/** Checks for HTTP/1.1, since HTTP/2 keeps the connection. */
	@Test
	void aRequestThatIsGivenUpTakesItsConnectionAlong() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<String> hello = CompletableFuture.supplyAsync(() -> hello(server));
			URI uri = URI.create("https://127.0.0.1:" + server.getLocalPort());
			assertThatIOException().isThrownBy(() -> new HttpSender().post(uri, new FormBody(), Duration.ofSeconds(9)));
			assertThat(hello.get(9, TimeUnit.SECONDS)).startsWith("\u0016\u0003").doesNotContain("\u0002h2");
		}
	}

	private static String hello(ServerSocket server) {
		try (Socket socket = server.accept()) {
			byte[] hello = socket.getInputStream().readNBytes(5);
			int length = (hello[3] & 0xff) << 8 | hello[4] & 0xff;
			return new String(hello, StandardCharsets.ISO_8859_1)
					+ new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Uses a multicast address, which Linux reports as unreachable. */
	@ParameterizedTest
	@EnabledOnOs(OS.LINUX)
	@CsvSource({ "http://127.0.0.1:1,connection refused", "http://no-such-host.invalid,unknown host",
			"http://224.0.0.1,network unreachable" })
	void theCauseOfAFailedConnectionIsNamed(URI uri, String words) {
		assertThatIOException().isThrownBy(() -> new HttpSender().post(uri, new FormBody(), Duration.ofSeconds(9)))
			.withMessage(words);
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void noRedirectTakesASecretElsewhere(int status) throws Exception {
		try (ScriptedServer server = new ScriptedServer(); ScriptedServer elsewhere = new ScriptedServer()) {
			ScriptedServer.Reply redirect = ScriptedServer.reply(status, "text/html", "", "Location",
					elsewhere.uri() + "/portal");
			server.then(redirect, redirect);
			FormBody secret = new FormBody().with("device_code", "device-code");
			assertThat(new HttpSender().post(server.uri(), secret, Duration.ofSeconds(9)).isRedirect()).isTrue();
			assertThat(new HttpSender()
				.poll(server.uri(), secret, 1, Duration.ofSeconds(9), new CompletableFuture<>(),
						new CompletableFuture<>())
				.isRedirect()).isTrue();
			assertThat(elsewhere.requests).isEmpty();
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
				.isThrownBy(() -> new HttpSender().post(server.uri(), new FormBody(), Duration.ofSeconds(9)))
				.withMessage("response too long");
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
				.isThrownBy(() -> new HttpSender().post(server.uri(), new FormBody(), Duration.ofSeconds(9)));
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
