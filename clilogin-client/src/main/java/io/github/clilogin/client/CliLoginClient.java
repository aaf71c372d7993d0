package io.github.clilogin.client;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.clilogin.client.CliLoginException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Logs a command-line tool in through a browser that is already signed in to the
 * application. <pre>{@code
 * CliLoginClient client = CliLoginClient.builder(URI.create("https://app.example.com"))
 *     .clientId("acme")
 *     .deviceName("ann@laptop")
 *     .build();
 * try (PendingLogin login = client.start()) {
 *     System.out.println(login.link() + "  " + login.userCode());
 *     login.openBrowser();
 *     Credentials credentials = login.await(event -> { });
 * }
 * }</pre> Immutable and thread-safe.
 */
public final class CliLoginClient {

	private final LoginServer server;

	private final List<LoginFlow> flows;

	private final BrowserLauncher browser;

	private final Time time;

	private CliLoginClient(Builder builder) {
		LoginRequest request = new LoginRequest(builder.clientId, builder.clientVersion, builder.deviceName,
				builder.scopes, builder.flow);
		this.server = new LoginServer(builder.base, Set.copyOf(builder.origins), builder.endpoints, request,
				builder.time.clock());
		this.flows = request.flows(builder.endpoints.status() != null, builder.browser.isReachable());
		this.browser = builder.browser;
		this.time = builder.time;
	}

	/**
	 * Begins to describe a client.
	 * @param server the base URI of the application, with its context path if it has one;
	 * verification URIs elsewhere are refused unless
	 * {@linkplain Builder#verificationOrigin allowed}
	 * @return a builder
	 * @throws IllegalArgumentException if the URI is not https, nor http on loopback
	 */
	public static Builder builder(URI server) {
		return new Builder(server);
	}

	/**
	 * Asks the server for a user code (RFC 8628 §3.1) and gives it ten seconds, in
	 * {@link LoginFlow#AUTO} perhaps twice. Not repeated on failure: a person is
	 * watching.
	 * @return the login, to be closed
	 * @throws CliLoginException if the server cannot be reached, refuses, or answers
	 * something else; an interrupt counts as cancelled and leaves the thread interrupted
	 */
	public PendingLogin start() throws CliLoginException {
		return uninterrupted(
				() -> new PendingLogin(this.server, this.server.start(this.flows), this.browser, this.time));
	}

	/**
	 * Goes on with a login that was {@linkplain PendingLogin#suspend suspended}, perhaps
	 * in another process, and for the scopes with which it was started. Says nothing to
	 * the server yet.
	 * @param suspended what {@code suspend} returned
	 * @return the login, to be closed
	 * @throws CliLoginException if the login was started at another server, or by a
	 * client with another id
	 * @throws IllegalArgumentException if the text is something else
	 */
	public PendingLogin resume(String suspended) throws CliLoginException {
		SuspendedLogin login = SuspendedLogin.read(suspended);
		DeviceAuthorizationResponse device = login.at(this.server.base(), this.server.clientId());
		return new PendingLogin(this.server.withScopes(login.scopes()), device, this.browser, this.time);
	}

	/**
	 * Ends credentials on the server (RFC 7009), known there or not. Takes ten seconds at
	 * most. Where something on the way answers in the server's place, the reason is
	 * {@link CliLoginException.Reason#UNREACHABLE}: keep the credentials and try again.
	 * @param credentials what {@link PendingLogin#await} returned
	 * @return {@code false} if the server has no endpoint for it
	 * @throws CliLoginException if the server cannot be reached or refuses; an interrupt
	 * counts as cancelled and leaves the thread interrupted
	 */
	public boolean revoke(Credentials credentials) throws CliLoginException {
		return uninterrupted(() -> this.server.revoke(credentials.accessToken()));
	}

	static <T> T uninterrupted(ServerCall<T> request) throws CliLoginException {
		try {
			return request.send();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CliLoginException(Reason.CANCELLED, "Cancelled.");
		}
	}

	interface ServerCall<T> {

		T send() throws CliLoginException, InterruptedException;

	}

	/**
	 * Describes a client. Everything has a default; not thread-safe.
	 */
	public static final class Builder {

		private final String base;

		private final Set<SecureOrigin> origins = new LinkedHashSet<>();

		private ServerEndpoints endpoints;

		private @Nullable String clientId;

		private @Nullable String clientVersion;

		private @Nullable String deviceName;

		private Set<String> scopes = Set.of();

		private LoginFlow flow = LoginFlow.AUTO;

		private BrowserLauncher browser = BrowserLauncher.system();

		private Time time = Time.system();

		private Builder(URI server) {
			this.base = SecureOrigin.baseOf(server);
			this.origins.add(SecureOrigin.of(server));
			this.endpoints = ServerEndpoints.of(server);
		}

		/**
		 * Where the server listens, if not on clilogin's own paths.
		 * @param endpoints the addresses
		 * @return this builder
		 */
		public Builder endpoints(ServerEndpoints endpoints) {
			this.endpoints = endpoints;
			return this;
		}

		/**
		 * Another place at which the server's pages may be.
		 * @param origin an address there; only its scheme, host and port count
		 * @return this builder
		 * @throws IllegalArgumentException if it is not https, nor http on loopback
		 */
		public Builder verificationOrigin(URI origin) {
			this.origins.add(SecureOrigin.of(origin));
			return this;
		}

		/**
		 * The id by which the server knows the tool.
		 * @param clientId the id; by default none is sent
		 * @return this builder
		 */
		public Builder clientId(String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * The tool's version, shown to the person who confirms.
		 * @param clientVersion the version; by default none is sent
		 * @return this builder
		 */
		public Builder clientVersion(String clientVersion) {
			this.clientVersion = clientVersion;
			return this;
		}

		/**
		 * The machine's name, shown to the person who confirms.
		 * @param deviceName a name such as {@code ann@laptop}; by default none is sent
		 * @return this builder
		 */
		public Builder deviceName(String deviceName) {
			this.deviceName = deviceName;
			return this;
		}

		/**
		 * What the credentials shall be good for.
		 * @param scopes scopes that the server knows; by default none are asked for
		 * @return this builder
		 */
		public Builder scopes(String... scopes) {
			this.scopes = new LinkedHashSet<>(List.of(scopes));
			return this;
		}

		/**
		 * How the person confirms.
		 * @param flow the flow; by default {@link LoginFlow#AUTO}
		 * @return this builder
		 */
		public Builder flow(LoginFlow flow) {
			this.flow = flow;
			return this;
		}

		/**
		 * How {@link PendingLogin#openBrowser} opens the link.
		 * @param browser the launcher; by default {@link BrowserLauncher#system()}
		 * @return this builder
		 */
		public Builder browser(BrowserLauncher browser) {
			this.browser = browser;
			return this;
		}

		Builder time(Time time) {
			this.time = time;
			return this;
		}

		/**
		 * Makes the client.
		 * @return a client that has not talked to the server yet
		 */
		public CliLoginClient build() {
			return new CliLoginClient(this);
		}

	}

}
