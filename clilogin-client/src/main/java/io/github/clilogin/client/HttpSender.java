package io.github.clilogin.client;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * Sends requests and reads whole answers. Never follows a redirect: it could carry a
 * secret elsewhere.
 */
final class HttpSender {

	/** How long an answer may take that nobody holds back. */
	static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

	/**
	 * For an answer that was under way when the waiting was ended: it may be a secret.
	 */
	private static final Duration FINAL_TIMEOUT = Duration.ofSeconds(1);

	/**
	 * Over HTTP/1.1, where a request that is given up takes its connection along: over
	 * HTTP/2 the next poll would go to the same dead one.
	 */
	private final HttpClient http;

	private final Duration connectTimeout;

	HttpSender() {
		this(REQUEST_TIMEOUT);
	}

	/** The limit tells a poll that nobody answers from one that nobody got. */
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
	 * @throws NoAnswerException if there is no answer in time
	 */
	HttpAnswer post(URI endpoint, FormBody form, Duration timeout) throws NoAnswerException, InterruptedException {
		return send(form(endpoint, form), timeout, new CompletableFuture<>());
	}

	/**
	 * Posts a form that the server may answer later, a poll.
	 * @param wait how many seconds it may take its time, or 0
	 * @param closed ends the waiting when complete
	 */
	HttpAnswer poll(URI endpoint, FormBody form, long wait, Duration timeout, CompletableFuture<?> closed)
			throws NoAnswerException, InterruptedException {
		HttpRequest.Builder request = form(endpoint, form);
		if (wait > 0) {
			request.header("Prefer", "wait=" + wait);
		}
		return send(request, timeout.plusSeconds(wait), closed);
	}

	HttpAnswer get(URI page, Duration timeout) throws NoAnswerException, InterruptedException {
		return send(request(page), timeout, new CompletableFuture<>());
	}

	private static HttpRequest.Builder form(URI endpoint, FormBody form) {
		return request(endpoint).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form.encoded()));
	}

	private static HttpRequest.Builder request(URI uri) {
		return HttpRequest.newBuilder(uri).header("Accept", "application/json");
	}

	private HttpAnswer send(HttpRequest.Builder builder, Duration timeout, CompletableFuture<?> closed)
			throws NoAnswerException, InterruptedException {
		if (Thread.interrupted()) {
			// Waiting for an answer that is there already does not notice
			throw new InterruptedException();
		}
		CompletableFuture<HttpResponse<byte[]>> sent = this.http.sendAsync(builder.build(),
				(head) -> new LimitedBody(JsonReader.MAX_LENGTH));
		try {
			return answer(sent, timeout, closed);
		}
		finally {
			sent.cancel(true);
		}
	}

	private HttpAnswer answer(CompletableFuture<HttpResponse<byte[]>> sent, Duration timeout,
			CompletableFuture<?> closed) throws NoAnswerException, InterruptedException {
		try {
			// The JDK's own time-out ends with the headers, a body may trickle for ever
			CompletableFuture.anyOf(sent, closed).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
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
		String message = (problem != null && isQuotable(problem)) ? PrintableText.of(problem.getMessage()) : null;
		if (message == null && problem instanceof ConnectException) {
			return NoAnswerException.has(problem, UnresolvedAddressException.class) ? "unknown host"
					: "connection refused";
		}
		return (message != null) ? message : "the connection broke";
	}

	private static String noAnswer(Duration timeout) {
		return "no answer within " + timeout.toSeconds() + " s";
	}

	/** The JDK's words for a malformed answer quote its headers. */
	private static boolean isQuotable(Throwable problem) {
		return problem instanceof SSLException || problem instanceof SocketException
				|| problem instanceof LimitedBody.TooLongException;
	}

}
