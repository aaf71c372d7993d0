package io.github.clilogin.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link ReturnListener} with raw connections, as any program can open them.
 */
@Timeout(60)
class ReturnListenerTests {

	private static final String ID = "a1".repeat(32);

	private static final String CODE = "Aa0_-".repeat(8) + "xyz";

	private static final String FORM = "login_id=" + ID + "&return_code=" + CODE;

	private final BlockingQueue<String> codes = new LinkedBlockingQueue<>();

	private ReturnListener listener = Objects.requireNonNull(ReturnListener.bind());

	@BeforeEach
	void startListener() {
		this.listener.start(ID, SecureOrigin.of(URI.create("https://app.example.com")),
				URI.create("https://app.example.com/clilogin/finished"), this.codes::add);
	}

	@AfterEach
	void stopListener() {
		this.listener.close();
	}

	private String host() {
		return "127.0.0.1:" + this.listener.port();
	}

	private String request(String body, String... headers) {
		StringBuilder request = new StringBuilder("POST /clilogin/return HTTP/1.1\r\n");
		request.append("Host: ").append(host()).append("\r\nOrigin: https://app.example.com\r\n");
		request.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ").append(body.length());
		for (String header : headers) {
			request.append("\r\n").append(header);
		}
		return request.append("\r\n\r\n").append(body).toString();
	}

	private String answer(String request) throws IOException {
		try (Socket socket = connect()) {
			return answer(socket, request);
		}
	}

	private Socket connect() throws IOException {
		return new Socket("127.0.0.1", this.listener.port());
	}

	private static String answer(Socket socket, String request) throws IOException {
		socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
		return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
	}

	private void assertAccepts(String request) throws Exception {
		assertThat(answer(request)).isEqualTo("""
				HTTP/1.1 303 See Other\r
				Location: https://app.example.com/clilogin/finished\r
				Content-Length: 0\r
				Cache-Control: no-store\r
				Connection: close\r
				\r
				""");
		assertThat(this.codes.poll(40, TimeUnit.SECONDS)).isEqualTo(CODE);
	}

	private void assertRefuses(int status, String request) throws Exception {
		assertThat(answer(request)).isEqualTo("HTTP/1.1 " + status
				+ " Refused\r\nContent-Length: 0\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n");
		assertThat(this.codes).isEmpty();
		assertAccepts(request(FORM));
	}

	@Test
	void theCodeOfThePageIsTakenOnce() throws Exception {
		assertAccepts(request(FORM, "Cookie: " + "other=1; ".repeat(1000)));
		assertThat(answer(request(FORM))).startsWith("HTTP/1.1 303 ");
		assertThat(this.codes).isEmpty();
	}

	@Test
	void twoDifferentCodesAreTakenSinceAnyUserOfTheMachineCanPostAWrongOne() throws Exception {
		assertThat(answer(request(FORM.replace(CODE, "p".repeat(43))))).startsWith("HTTP/1.1 303 ");
		assertThat(this.listener.isWaiting()).isTrue();
		assertThat(this.codes.take()).isEqualTo("p".repeat(43));
		assertAccepts(request(FORM));
		assertThat(answer(request(FORM.replace(CODE, "r".repeat(43))))).startsWith("HTTP/1.1 403 ");
		assertThat(answer(request(FORM))).startsWith("HTTP/1.1 303 ");
		assertThat(this.codes).isEmpty();
	}

	@Test
	void aListenerThatIsClosedAcceptsNoConnection() {
		this.listener.close();
		// The system closes the port when the accepting thread has noticed
		assertThatIOException().isThrownBy(() -> {
			while (true) {
				connect().close();
			}
		});
	}

	@Test
	void theCookieOfAnotherServerMayContainAnyBytes() throws Exception {
		assertAccepts(request(FORM, "Cookie: name=\u00c3\u0085ngstr\u00f6m"));
	}

	@Test
	void aHeaderWithManySpacesIsReadInLinearTime() throws Exception {
		assertAccepts(request(FORM, "X:" + " ".repeat(30_000) + "\u0085"));
	}

	@Test
	void aPageThatHidesItsOriginIsAccepted() throws Exception {
		assertAccepts(request(FORM).replace("Origin: https://app.example.com", "Origin: null"));
	}

	@Test
	void theOrderOfTheFieldsDoesNotMatter() throws Exception {
		assertAccepts(request("return_code=" + CODE + "&login_id=" + ID));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "403 | 127.0.0.1: | localhost:", "403 | 127.0.0.1: | evil.example:",
			"403 | Origin: https://app.example.com | Origin: https://evil.example",
			"403 | Origin: https://app.example.com | Origin: http://app.example.com",
			"403 | Origin: https://app.example.com | X-Origin: https://app.example.com", "405 | POST | GET",
			"405 | POST | OPTIONS", "400 | POST | post", "404 | /clilogin/return | /", "400 | HTTP/1.1 | HTTP/2",
			"404 | /clilogin/return | /clilogin/return?login_id=x", "400 | Content-Length: | Transfer-Encoding:",
			"400 | Content-Length: | Content-Length: -", "413 | Content-Length: 1 | Content-Length: 91",
			"415 | application/x-www-form-urlencoded | text/plain", "400 | Origin: | Host:",
			"400 | Origin: | broken header ", "400 | Origin: | :", "400 | Origin: | Orig in:" })
	void aRequestThatIsNotThePagesIsRefused(int status, String part, String other) throws Exception {
		assertRefuses(status, request(FORM).replace(part, other));
	}

	@ParameterizedTest
	@CsvSource({ "400,''", "400,login_id=x", "400,&more=1", "400,%20" })
	void aFormThatIsNotThePagesIsRefused(int status, String form) throws Exception {
		assertRefuses(status, request(form.startsWith("&") ? FORM + form : form));
	}

	@Test
	void theIdOfAnotherLoginIsRefused() throws Exception {
		assertRefuses(403, request(FORM.replace("a1a1", "a1a2")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "BCD-FGH", "" })
	void aValueThatIsNotForTheListenerIsRefused(String code) throws Exception {
		assertRefuses(400, request(FORM.replace(CODE, code)));
	}

	@Test
	void aHeadWithoutAnEndIsRefused() throws Exception {
		assertRefuses(431, request(FORM, "Cookie: " + "x".repeat(40_000)));
	}

	@Test
	void idleConnectionsOfABrowserDoNotBlockTheRightOne() throws Exception {
		List<Socket> idle = new ArrayList<>();
		for (int i = 0; i < ReturnListener.MAX_CONNECTIONS + 4; i++) {
			idle.add(connect());
		}
		try (Socket last = idle.get(idle.size() - 1)) {
			assertThat(answer(last, request(FORM))).startsWith("HTTP/1.1 303 ");
		}
		assertThat(this.codes.poll(40, TimeUnit.SECONDS)).isEqualTo(CODE);
		for (Socket socket : idle) {
			socket.close();
		}
	}

	@Test
	void aRequestThatStopsHalfwayIsClosed() throws Exception {
		this.listener.close();
		this.listener = Objects.requireNonNull(ReturnListener.bind(Duration.ofMillis(50)));
		startListener();
		try (Socket slow = connect()) {
			assertThat(answer(slow, "POST /clilogin/return HTTP/1.1\r\n")).isEmpty();
		}
	}

	@Test
	void aSlowRequestDoesNotBlockTheRightOne() throws Exception {
		try (Socket slow = connect()) {
			slow.getOutputStream().write("POST ".getBytes(StandardCharsets.US_ASCII));
			assertAccepts(request(FORM));
		}
	}

	@Test
	void thePortIsFreeAndCannotBeShared() {
		assertThat(this.listener.port()).isBetween(1024, 65_535);
		assertThat(this.listener.address().isLoopbackAddress()).isTrue();
		assertThatIOException().isThrownBy(() -> new Socket("127.0.0.2", this.listener.port()).close());
		assertThatIOException().isThrownBy(() -> {
			try (ServerSocket other = new ServerSocket()) {
				other.setReuseAddress(true);
				other.bind(new InetSocketAddress("127.0.0.1", this.listener.port()));
			}
		});
	}

	@Test
	void theRequestIsNotInItsText() throws Exception {
		ReturnRequest request = ReturnRequest
			.read(new ByteArrayInputStream(request(FORM).getBytes(StandardCharsets.US_ASCII)));
		assertThat(request.toString()).doesNotContain(CODE, ID);
	}

}
