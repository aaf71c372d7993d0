package io.github.clilogin.client;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * Sends requests and reads complete responses. Redirects are not followed, since they
 * could send a secret elsewhere.
 */
final class HttpSender {

	/** Timeout of a request that the server does not hold. */
	static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

	/**
	 * Timeout of a response that is arriving when the wait is cancelled, since it may
	 * contain credentials.
	 */
	private static final Duration FINAL_TIMEOUT = Duration.ofSeconds(1);

	/**
	 * Uses HTTP/1.1, where an abandoned request closes its connection. With HTTP/2, the
	 * next poll would use the same broken connection.
	 */
	private final HttpClient http;

	private final Duration connectTimeout;

	HttpSender() {
		this(REQUEST_TIMEOUT);
	}

	/**
	 * The timeout distinguishes a poll that is not answered from a connection that is not
	 * established.
	 */
	HttpSender(Duration connectTimeout) {
		this.connectTimeout = connectTimeout;
		this.http = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(connectTimeout)
			.build();
	}

	/**
	 * Posts a form.
	 * @throws NoAnswerException if no response arrives in time
	 */
	HttpAnswer post(URI endpoint, FormBody form, Duration timeout) throws NoAnswerException, InterruptedException {
		return send(form(endpoint, form), timeout, new CompletableFuture<>(), new CompletableFuture<>());
	}

	/**
	 * Posts a poll, which the server may hold.
	 * @param wait the seconds for which the server may hold the poll, or 0
	 * @param closed cancels the wait when it completes
	 * @param news cancels the wait at once, since the response is no longer needed
	 */
	HttpAnswer poll(URI endpoint, FormBody form, long wait, Duration timeout, CompletableFuture<?> closed,
			CompletableFuture<?> news) throws NoAnswerException, InterruptedException {
		HttpRequest.Builder request = form(endpoint, form);
		if (wait > 0) {
			request.header("Prefer", "wait=" + wait);
		}
		return send(request, timeout.plusSeconds(wait), closed, news);
	}

	HttpAnswer get(URI page, Duration timeout) throws NoAnswerException, InterruptedException {
		return send(request(page), timeout, new CompletableFuture<>(), new CompletableFuture<>());
	}

	private static HttpRequest.Builder form(URI endpoint, FormBody form) {
		return request(endpoint).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form.encoded()));
	}

	private static HttpRequest.Builder request(URI uri) {
		return HttpRequest.newBuilder(uri).header("Accept", "application/json");
	}

	private HttpAnswer send(HttpRequest.Builder builder, Duration timeout, CompletableFuture<?> closed,
			CompletableFuture<?> news) throws NoAnswerException, InterruptedException {
		if (Thread.interrupted()) {
			// CompletableFuture.get ignores the interrupt if the response is already
			// there
			throw new InterruptedException();
		}
		HttpRequest request = builder.build();
		refuseForeign(request.uri());
		CompletableFuture<HttpResponse<byte[]>> sent = this.http.sendAsync(request,
				(head) -> new LimitedBody(JsonReader.MAX_LENGTH));
		try {
			return answer(sent, timeout, closed, news);
		}
		finally {
			sent.cancel(true);
		}
	}

	/**
	 * Refuses a plain HTTP name such as {@code app.localhost} if the DNS sends it to
	 * another computer. The JDK remembers the lookup for the connection.
	 */
	private static void refuseForeign(URI uri) throws NoAnswerException {
		if (!"http".equalsIgnoreCase(uri.getScheme()) || !SecureOrigin.isLocalhostName(uri.getHost())) {
			return;
		}
		try {
			if (!Stream.of(InetAddress.getAllByName(uri.getHost())).allMatch(InetAddress::isLoopbackAddress)) {
				throw new NoAnswerException("the name belongs to another computer. Use https://",
						new ConnectException());
			}
		}
		catch (UnknownHostException ex) {
			throw new NoAnswerException("unknown host",
					new ConnectException().initCause(new UnresolvedAddressException()));
		}
	}

	private HttpAnswer answer(CompletableFuture<HttpResponse<byte[]>> sent, Duration timeout,
			CompletableFuture<?> closed, CompletableFuture<?> news) throws NoAnswerException, InterruptedException {
		try {
			// The JDK's timeout ends with the headers, so a slow body could take for ever
			CompletableFuture.anyOf(sent, closed, news).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
			if (news.isDone() && !sent.isDone() && !closed.isDone()) {
				throw new NoAnswerException("abandoned", null);
			}
			return HttpAnswer.of(sent.get(FINAL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (TimeoutException ex) {
			throw new NoAnswerException(noAnswer(timeout), ex);
		}
		catch (ExecutionException ex) {
			throw new NoAnswerException(message(ex.getCause()), ex.getCause());
		}
	}

	private String message(@Nullable Throwable problem) {
		if (problem instanceof HttpConnectTimeoutException) {
			return noAnswer(this.connectTimeout);
		}
		if (problem instanceof SSLException) {
			// The JDK's message names its own classes
			return NoAnswerException.has(problem, CertificateException.class) ? "certificate not trusted"
					: "TLS handshake failed";
		}
		if (problem instanceof ConnectException) {
			return connectFailure(problem);
		}
		return (problem instanceof LimitedBody.TooLongException) ? Objects.requireNonNull(problem.getMessage())
				: "connection closed";
	}

	/**
	 * Describes a failed connection in words of its own, since the JDK's differ by
	 * system.
	 */
	private static String connectFailure(Throwable problem) {
		if (NoAnswerException.has(problem, UnresolvedAddressException.class)) {
			return "unknown host";
		}
		Throwable cause = problem.getCause();
		return (cause instanceof SocketException && !(cause instanceof ConnectException)) ? "network unreachable"
				: "connection refused";
	}

	private static String noAnswer(Duration timeout) {
		return "no answer within " + timeout.toSeconds() + " s";
	}

}
