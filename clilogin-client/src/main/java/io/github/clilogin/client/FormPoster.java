package io.github.clilogin.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * Posts forms. Never follows a redirect: it could carry a secret elsewhere.
 */
final class FormPoster {

	private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

	/**
	 * Posts a form and reads the whole answer.
	 * @throws IOException with words for the person, if there is no answer in time
	 */
	Answer post(URI endpoint, Form form, Duration limit) throws IOException, InterruptedException {
		if (Thread.interrupted()) {
			// Waiting for an answer that is there already does not notice
			throw new InterruptedException();
		}
		CompletableFuture<HttpResponse<byte[]>> sent = this.http.sendAsync(request(endpoint, form),
				(head) -> new LimitedBody(JsonReader.MAX_LENGTH));
		try {
			return answer(sent, limit);
		}
		finally {
			sent.cancel(true);
		}
	}

	private static Answer answer(Future<HttpResponse<byte[]>> sent, Duration limit)
			throws IOException, InterruptedException {
		try {
			// The JDK's own time-out ends with the headers, a body may trickle for ever
			HttpResponse<byte[]> response = sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
			return new Answer(response.statusCode(), response.body(),
					response.headers().firstValue("Retry-After").orElse(null));
		}
		catch (TimeoutException ex) {
			throw new IOException("no answer within " + limit.toSeconds() + " s", ex);
		}
		catch (ExecutionException ex) {
			throw new IOException(words(ex.getCause()), ex.getCause());
		}
	}

	private static HttpRequest request(URI endpoint, Form form) {
		HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Accept", "application/json")
			.POST(BodyPublishers.ofString(form.encoded()));
		if (endpoint.getScheme().equalsIgnoreCase("http")) {
			// Else the JDK sends "Upgrade: h2c", which some proxies refuse
			request.version(HttpClient.Version.HTTP_1_1);
		}
		return request.build();
	}

	private static String words(@Nullable Throwable problem) {
		if (problem instanceof ConnectException) {
			return hasUnknownHost(problem) ? "unknown host" : "connection refused";
		}
		String message = (problem != null && isQuotable(problem)) ? PrintableText.of(problem.getMessage()) : null;
		return (message != null) ? message : "the connection broke";
	}

	/** The JDK's words for a malformed answer quote its headers. */
	private static boolean isQuotable(Throwable problem) {
		return problem instanceof SSLException || problem instanceof SocketException
				|| problem instanceof LimitedBody.TooLongException;
	}

	private static boolean hasUnknownHost(@Nullable Throwable problem) {
		return problem != null && (problem instanceof UnresolvedAddressException || hasUnknownHost(problem.getCause()));
	}

}
