package io.github.clilogin.samplecli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.clilogin.client.Credentials;

/**
 * The application's API, called with a credential.
 */
final class AcmeApi {

	private final URI server;

	private final Credentials credentials;

	AcmeApi(URI server, Credentials credentials) {
		this.server = server;
		this.credentials = credentials;
	}

	/** The name of the account that the credentials belong to. */
	String accountName() throws AcmeException, InterruptedException {
		HttpResponse<String> response = get("/api/me");
		if (response.statusCode() == 401) {
			throw new AcmeException(ExitCode.NOT_LOGGED_IN,
					"Not logged in to " + this.server + " any more. Run: acme login");
		}
		try {
			String name = (response.statusCode() == 200) ? JsonParser.object().from(response.body()).getString("name")
					: null;
			if (name != null) {
				return name.replaceAll("\\p{Cntrl}", "");
			}
		}
		catch (JsonParserException ex) {
			// Falls through: no name either
		}
		throw new AcmeException(ExitCode.OTHER, this.server + " did not say who is logged in (HTTP "
				+ response.statusCode() + "). Check the server's address.");
	}

	private HttpResponse<String> get(String path) throws AcmeException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.server + path))
			.version(HttpClient.Version.HTTP_1_1)
			.timeout(Duration.ofSeconds(10))
			.header("Accept", "application/json")
			.header("Authorization", this.credentials.tokenType() + " " + this.credentials.accessToken())
			.build();
		try {
			return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new AcmeException(ExitCode.UNREACHABLE,
					"The server " + this.server + " cannot be reached. Check the network and the address.");
		}
	}

}
