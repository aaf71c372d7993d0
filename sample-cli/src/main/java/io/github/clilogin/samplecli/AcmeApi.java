package io.github.clilogin.samplecli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import io.github.clilogin.client.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * The application's API, called with a credential.
 */
final class AcmeApi {

	private static final int MAX_LENGTH = 65_536;

	private static final int MAX_DEPTH = 32;

	/** What could steer a terminal: escapes, line breaks, a reversed direction. */
	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

	private final URI server;

	private final Credentials credentials;

	private final boolean isFromEnvironment;

	private final Duration limit;

	AcmeApi(URI server, Credentials credentials, boolean isFromEnvironment) {
		this(server, credentials, isFromEnvironment, Duration.ofSeconds(10));
	}

	AcmeApi(URI server, Credentials credentials, boolean isFromEnvironment, Duration limit) {
		this.limit = limit;
		this.server = server;
		this.credentials = credentials;
		this.isFromEnvironment = isFromEnvironment;
	}

	/** The name of the account that the credentials belong to. */
	String accountName() throws AcmeException, InterruptedException {
		Answer answer = send(request("/api/me"));
		JsonObject json = read(answer);
		String name = (json != null) ? json.getString("name") : null;
		if (name == null) {
			throw failure(answer, "did not say who is logged in");
		}
		return printable(name);
	}

	/** The command lines that are logged in as this account. */
	List<Login> logins() throws AcmeException, InterruptedException {
		Answer answer = send(request("/clilogin/tokens"));
		JsonObject json = read(answer);
		if (json == null) {
			throw failure(answer, "did not list the logins");
		}
		return json.getArray("tokens", new JsonArray())
			.stream()
			.filter(JsonObject.class::isInstance)
			.map((login) -> Login.read((JsonObject) login))
			.toList();
	}

	/** Ends what the JSON says, and answers how many that were. */
	int revoke(JsonObject which) throws AcmeException, InterruptedException {
		Answer answer = send(request("/clilogin/tokens/revoke").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(JsonWriter.string(which))));
		JsonObject json = read(answer);
		if (json == null) {
			throw failure(answer, "did not end any login");
		}
		return json.getInt("revoked");
	}

	static String printable(String text) {
		return UNPRINTABLE.matcher(text).replaceAll("");
	}

	private static @Nullable JsonObject read(Answer answer) {
		try {
			return (answer.status() == 200 && isFlat(answer.body())) ? JsonParser.object().from(answer.body()) : null;
		}
		catch (JsonParserException ex) {
			return null;
		}
	}

	/** The parser has no limit of its own and would end in a stack overflow. */
	private static boolean isFlat(String json) {
		int depth = 0;
		for (int i = 0; i < json.length() && depth <= MAX_DEPTH; i++) {
			depth += (json.charAt(i) == '[' || json.charAt(i) == '{') ? 1 : 0;
			depth -= (json.charAt(i) == ']' || json.charAt(i) == '}') ? 1 : 0;
		}
		return depth <= MAX_DEPTH;
	}

	private AcmeException failure(Answer answer, String complaint) {
		int status = answer.status();
		if (answer.lacksScope()) {
			return new AcmeException(ExitCode.OTHER,
					this.isFromEnvironment ? "The token in ACME_TOKEN may not do that. Set another."
							: "This login may not do that. Log in with other scopes: acme login --scopes \u2026");
		}
		if (status == 401) {
			return new AcmeException(ExitCode.NOT_LOGGED_IN,
					this.isFromEnvironment
							? "The token in ACME_TOKEN is not valid at " + this.server + ". Set another, or unset it."
							: "Not logged in to " + this.server + " any more. Run: acme login");
		}
		if (status == 408 || status == 429 || status >= 500) {
			return new AcmeException(ExitCode.UNREACHABLE,
					"The server " + this.server + " is busy (HTTP " + status + "). Try again later.");
		}
		return new AcmeException(ExitCode.OTHER,
				this.server + " " + complaint + " (HTTP " + status + "). Check the server's address.");
	}

	private Answer send(HttpRequest.Builder request) throws AcmeException, InterruptedException {
		try {
			// The client's own limit ends with the headers
			return HttpClient.newHttpClient()
				.sendAsync(request.build(), BodyHandlers.ofInputStream())
				.thenApplyAsync(Answer::of)
				.get(this.limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new AcmeException(ExitCode.UNREACHABLE,
					"The server " + this.server + " does not answer. Check the network and the address.");
		}
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.server + path))
			.version(HttpClient.Version.HTTP_1_1)
			.header("Accept", "application/json")
			.header("Authorization", this.credentials.tokenType() + " " + this.credentials.accessToken());
	}

	private record Answer(int status, String body, boolean lacksScope) {

		static Answer of(HttpResponse<InputStream> response) {
			try (InputStream body = response.body()) {
				return new Answer(response.statusCode(),
						new String(body.readNBytes(MAX_LENGTH), StandardCharsets.UTF_8),
						response.headers()
							.firstValue("WWW-Authenticate")
							.filter((challenge) -> challenge.contains("insufficient_scope"))
							.isPresent());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
