package io.github.clilogin.samplecli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.clilogin.client.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * The application's API, called with a credential.
 */
final class AcmeApi {

	private static final int MAX_LENGTH = 65_536;

	/** What could steer a terminal: escapes, line breaks, a reversed direction. */
	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

	private final URI server;

	private final Credentials credentials;

	AcmeApi(URI server, Credentials credentials) {
		this.server = server;
		this.credentials = credentials;
	}

	/** The name of the account that the credentials belong to. */
	String accountName() throws AcmeException, InterruptedException {
		Answer answer = get("/api/me");
		String name = (answer.status() == 200) ? name(answer.body()) : null;
		if (name == null) {
			throw failure(answer.status());
		}
		return UNPRINTABLE.matcher(name).replaceAll("");
	}

	private static @Nullable String name(String json) {
		try {
			return JsonParser.object().from(json).getString("name");
		}
		catch (JsonParserException ex) {
			return null;
		}
	}

	private AcmeException failure(int status) {
		if (status == 401) {
			return new AcmeException(ExitCode.NOT_LOGGED_IN,
					"Not logged in to " + this.server + " any more. Run: acme login");
		}
		if (status == 408 || status == 429 || status >= 500) {
			return new AcmeException(ExitCode.UNREACHABLE,
					"The server " + this.server + " is busy (HTTP " + status + "). Try again later.");
		}
		return new AcmeException(ExitCode.OTHER,
				this.server + " did not say who is logged in (HTTP " + status + "). Check the server's address.");
	}

	private Answer get(String path) throws AcmeException, InterruptedException {
		try {
			HttpResponse<InputStream> response = HttpClient.newHttpClient()
				.send(request(path), BodyHandlers.ofInputStream());
			try (InputStream body = response.body()) {
				return new Answer(response.statusCode(),
						new String(body.readNBytes(MAX_LENGTH), StandardCharsets.UTF_8));
			}
		}
		catch (IOException ex) {
			throw new AcmeException(ExitCode.UNREACHABLE,
					"The server " + this.server + " cannot be reached. Check the network and the address.");
		}
	}

	private HttpRequest request(String path) {
		return HttpRequest.newBuilder(URI.create(this.server + path))
			.version(HttpClient.Version.HTTP_1_1)
			.timeout(Duration.ofSeconds(10))
			.header("Accept", "application/json")
			.header("Authorization", this.credentials.tokenType() + " " + this.credentials.accessToken())
			.build();
	}

	private record Answer(int status, String body) {
	}

}
