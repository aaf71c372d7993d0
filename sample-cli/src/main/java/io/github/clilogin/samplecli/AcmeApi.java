package io.github.clilogin.samplecli;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import io.github.clilogin.client.Credentials;

/**
 * Calls the API of the host application with a token.
 */
final class AcmeApi {

	/**
	 * Matches characters that change the terminal: escapes, line breaks and direction
	 * marks.
	 */
	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

	private final TargetOptions target;

	private final URI server;

	private final Credentials credentials;

	private final boolean isFromEnvironment;

	private final Duration timeout;

	AcmeApi(TargetOptions target, Credentials credentials, boolean isFromEnvironment) throws AcmeException {
		this(target, credentials, isFromEnvironment, Duration.ofSeconds(10));
	}

	AcmeApi(TargetOptions target, Credentials credentials, boolean isFromEnvironment, Duration timeout)
			throws AcmeException {
		this.target = target;
		this.server = target.uri();
		this.credentials = credentials;
		this.isFromEnvironment = isFromEnvironment;
		this.timeout = timeout;
	}

	/** Returns the name of the account to which the token belongs. */
	String accountName() throws AcmeException, InterruptedException {
		ApiResponse answer = send(request("/api/me"));
		JsonObject json = answer.json();
		String name = (json != null) ? json.getString("name") : null;
		if (name == null) {
			throw failure(answer, "did not return the account");
		}
		return printable(name);
	}

	/** Returns the logins of the account. */
	List<ListedLogin> logins() throws AcmeException, InterruptedException {
		ApiResponse answer = send(request("/clilogin/tokens"));
		JsonObject json = answer.json();
		if (json == null) {
			throw failure(answer, "did not list the logins");
		}
		return json.getArray("tokens", new JsonArray())
			.stream()
			.filter(JsonObject.class::isInstance)
			.map((login) -> ListedLogin.read((JsonObject) login))
			.toList();
	}

	/** Revokes the logins that the JSON selects and returns their number. */
	int revoke(JsonObject which) throws AcmeException, InterruptedException {
		ApiResponse answer = send(request("/clilogin/tokens/revoke").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(JsonWriter.string(which))));
		JsonObject json = answer.json();
		if (json == null) {
			throw failure(answer, "did not confirm the revocation");
		}
		return json.getInt("revoked");
	}

	static String printable(String text) {
		return UNPRINTABLE.matcher(text).replaceAll("");
	}

	private AcmeException failure(ApiResponse answer, String complaint) {
		int status = answer.status();
		if (answer.lacksScope()) {
			return new AcmeException(ExitCode.OTHER,
					this.isFromEnvironment ? "The token in ACME_TOKEN lacks the required scope. Set another token."
							: "This login lacks the required scope. Log in with other scopes: "
									+ this.target.again("acme login --scopes \u2026"));
		}
		if (status == 401) {
			return new AcmeException(ExitCode.NOT_LOGGED_IN,
					this.isFromEnvironment
							? "The token in ACME_TOKEN is not valid for " + this.server
									+ ". Set another token or unset ACME_TOKEN."
							: "No longer logged in to " + this.server + ". Run: " + this.target.again("acme login"));
		}
		if (status == 408 || status == 429 || status >= 500) {
			return new AcmeException(ExitCode.UNREACHABLE,
					"The server " + this.server + " is busy (HTTP " + status + "). Try again later.");
		}
		return new AcmeException(ExitCode.OTHER,
				this.server + " " + ((answer.body() != null) ? complaint : "sent more than 2 MB") + " (HTTP " + status
						+ "). Check the server's address.");
	}

	private ApiResponse send(HttpRequest.Builder request) throws AcmeException, InterruptedException {
		try {
			// HttpRequest.timeout ends with the headers, so it does not limit the body
			return HttpClient.newHttpClient()
				.sendAsync(request.build(), BodyHandlers.ofInputStream())
				.thenApplyAsync(ApiResponse::of)
				.get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
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

}
