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
	static final Duration LIMIT = Duration.ofSeconds(10);

	/**
	 * For an answer that was under way when the waiting was ended: it may be a secret.
	 */
	private static final Duration LAST_WORD = Duration.ofSeconds(1);

	/**
	 * Over HTTP/1.1, where a request that is given up takes its connection along: over
	 * HTTP/2 the next poll would go to the same dead one.
	 */
	private final HttpClient http;

	private final Duration connectLimit;

	HttpSender() {
		this(LIMIT);
	}

	/** The limit tells a poll that nobody answers from one that nobody got. */
	HttpSender(Duration connectLimit) {
		this.connectLimit = connectLimit;
		this.http = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(connectLimit)
			.build();
	}

	/**
	 * Posts a form.
	 * @throws NoAnswerException if there is no answer in time
	 */
	Answer post(URI endpoint, Form form, Duration limit) throws NoAnswerException, InterruptedException {
		return send(form(endpoint, form), limit, new CompletableFuture<>());
	}

	/**
	 * Posts a form that the server may answer later, a poll.
	 * @param wait how many seconds it may take its time, or 0
	 * @param closed ends the waiting when complete
	 */
	Answer poll(URI endpoint, Form form, long wait, Duration limit, CompletableFuture<?> closed)
			throws NoAnswerException, InterruptedException {
		HttpRequest.Builder request = form(endpoint, form);
		if (wait > 0) {
			request.header("Prefer", "wait=" + wait);
		}
		return send(request, limit.plusSeconds(wait), closed);
	}

	Answer get(URI page, Duration limit) throws NoAnswerException, InterruptedException {
		return send(request(page), limit, new CompletableFuture<>());
	}

	private static HttpRequest.Builder form(URI endpoint, Form form) {
		return request(endpoint).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form.encoded()));
	}

	private static HttpRequest.Builder request(URI uri) {
		return HttpRequest.newBuilder(uri).header("Accept", "application/json");
	}

	private Answer send(HttpRequest.Builder builder, Duration limit, CompletableFuture<?> closed)
			throws NoAnswerException, InterruptedException {
		if (Thread.interrupted()) {
			// Waiting for an answer that is there already does not notice
			throw new InterruptedException();
		}
		CompletableFuture<HttpResponse<byte[]>> sent = this.http.sendAsync(builder.build(),
				(head) -> new LimitedBody(JsonReader.MAX_LENGTH));
		try {
			return answer(sent, limit, closed);
		}
		finally {
			sent.cancel(true);
		}
	}

	private Answer answer(CompletableFuture<HttpResponse<byte[]>> sent, Duration limit, CompletableFuture<?> closed)
			throws NoAnswerException, InterruptedException {
		try {
			// The JDK's own time-out ends with the headers, a body may trickle for ever
			CompletableFuture.anyOf(sent, closed).get(limit.toMillis(), TimeUnit.MILLISECONDS);
			return Answer.of(sent.get(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (TimeoutException ex) {
			throw new NoAnswerException(noAnswer(limit), ex);
		}
		catch (ExecutionException ex) {
			throw new NoAnswerException(words(ex.getCause()), ex.getCause());
		}
	}

	private String words(@Nullable Throwable problem) {
		if (problem instanceof HttpConnectTimeoutException) {
			return noAnswer(this.connectLimit);
		}
		String message = (problem != null && isQuotable(problem)) ? PrintableText.of(problem.getMessage()) : null;
		if (message == null && problem instanceof ConnectException) {
			return NoAnswerException.has(problem, UnresolvedAddressException.class) ? "unknown host"
					: "connection refused";
		}
		return (message != null) ? message : "the connection broke";
	}

	private static String noAnswer(Duration limit) {
		return "no answer within " + limit.toSeconds() + " s";
	}

	/** The JDK's words for a malformed answer quote its headers. */
	private static boolean isQuotable(Throwable problem) {
		return problem instanceof SSLException || problem instanceof SocketException
				|| problem instanceof LimitedBody.TooLongException;
	}

}
