package io.github.clilogin.client;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.clilogin.client.CliLoginException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Logs a CLI in through a browser that is already signed in to the host application.
 * <pre>{@code
 * CliLoginClient client = CliLoginClient.builder(URI.create("https://app.example.com"))
 *     .clientId("acme")
 *     .deviceName("ann@laptop")
 *     .build();
 * try (PendingLogin login = client.start()) {
 *     System.err.println(login.link() + "  " + login.userCode());
 *     login.openBrowser();
 *     Credentials credentials = login.await(event -> { });
 * }
 * }</pre> Immutable and thread-safe.
 */
public final class CliLoginClient {

	private final LoginServer server;

	private final List<LoginFlow> flows;

	private final BrowserLauncher browser;

	private final @Nullable ReturnCodePrompt prompt;

	private final LoginTiming time;

	private CliLoginClient(Builder builder) {
		LoginRequest request = new LoginRequest(builder.clientId, builder.clientVersion, builder.deviceName,
				builder.scopes, builder.choices, builder.flow);
		this.server = new LoginServer(builder.base, new LinkOrigins(builder.base, Set.copyOf(builder.origins)),
				builder.endpoints, request, builder.time);
		this.flows = request.flows(builder.endpoints.status() != null);
		this.browser = builder.browser;
		this.prompt = builder.prompt;
		this.time = builder.time;
	}

	/**
	 * Returns a builder for a client.
	 * @param server the base URI of the host application, with its context path;
	 * verification URIs of other origins are refused unless
	 * {@linkplain Builder#verificationOrigin allowed}
	 * @return a builder
	 * @throws IllegalArgumentException if the URI is neither https nor http on loopback
	 */
	public static Builder builder(URI server) {
		return new Builder(server);
	}

	/**
	 * Starts a login by requesting a user code (RFC 8628 §3.1). A request times out after
	 * ten seconds; {@link LoginFlow#AUTO} may send two. A failed start is not retried,
	 * since the user is waiting. The client offers to take a return code: from a browser
	 * on this machine, by listening on a port of 127.0.0.1, and from the user, if there
	 * is a {@linkplain Builder#returnCodePrompt prompt}.
	 * @return the login, which the caller closes
	 * @throws CliLoginException if the server cannot be reached, refuses the login or
	 * sends an unexpected response. An interrupt counts as cancelled and leaves the
	 * thread interrupted.
	 */
	public PendingLogin start() throws CliLoginException {
		return start(this.browser.isReachable());
	}

	/**
	 * Starts a login that will be {@linkplain PendingLogin#suspend suspended}. It takes a
	 * return code only from the user, since a browser could not reach the other process.
	 * @return the login, which the caller closes
	 * @throws CliLoginException as by {@link #start()}
	 */
	public PendingLogin startToSuspend() throws CliLoginException {
		return start(false);
	}

	private PendingLogin start(boolean listens) throws CliLoginException {
		LoginReturns returns = LoginReturns.open(listens, this.prompt);
		try {
			return uninterrupted(() -> new PendingLogin(this.server, this.server.start(this.flows, returns),
					this.browser, this.time, returns));
		}
		catch (CliLoginException | RuntimeException ex) {
			returns.close();
			throw ex;
		}
	}

	/**
	 * Resumes a {@linkplain PendingLogin#suspend suspended} login, also in another
	 * process. The scopes are those of the start. No request is sent yet.
	 * @param suspended the text that {@code suspend} returned
	 * @return the login, which the caller closes
	 * @throws CliLoginException if the login was started at another server or with
	 * another client ID
	 * @throws IllegalArgumentException if the text is not a suspended login
	 */
	public PendingLogin resume(String suspended) throws CliLoginException {
		SuspendedLogin login = SuspendedLogin.read(suspended);
		DeviceAuthorizationResponse device = login.at(this.server.base(), this.server.clientId());
		PendingLogin resumed = new PendingLogin(this.server.withScopes(login.scopes()), device, this.browser, this.time,
				LoginReturns.open(false, this.prompt));
		if (login.returnCode() != null) {
			resumed.returnCode(login.returnCode());
		}
		return resumed;
	}

	/**
	 * Revokes credentials on the server (RFC 7009), which accepts unknown credentials as
	 * well. The request times out after ten seconds. If a proxy answers instead of the
	 * server, the reason is {@link CliLoginException.Reason#UNREACHABLE}: keep the
	 * credentials and try again.
	 * @param credentials the credentials from {@link PendingLogin#await}
	 * @return {@code false} if the server has no revocation endpoint
	 * @throws CliLoginException if the server cannot be reached or refuses the request.
	 * An interrupt counts as cancelled and leaves the thread interrupted.
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

	/** Builds a client. Every setting has a default. Not thread-safe. */
	public static final class Builder {

		private final String base;

		private final Set<SecureOrigin> origins = new LinkedHashSet<>();

		private ServerEndpoints endpoints;

		private @Nullable String clientId;

		private @Nullable String clientVersion;

		private @Nullable String deviceName;

		private Set<String> scopes = Set.of();

		private Set<String> choices = Set.of();

		private LoginFlow flow = LoginFlow.AUTO;

		private BrowserLauncher browser = BrowserLauncher.system();

		private @Nullable ReturnCodePrompt prompt;

		private LoginTiming time = LoginTiming.system();

		private Builder(URI server) {
			this.base = SecureOrigin.baseOf(server);
			this.origins.add(SecureOrigin.of(server));
			this.endpoints = ServerEndpoints.of(server);
		}

		/**
		 * Sets the endpoints of a server that does not use the default paths.
		 * @param endpoints the endpoints
		 * @return this builder
		 */
		public Builder endpoints(ServerEndpoints endpoints) {
			this.endpoints = endpoints;
			return this;
		}

		/**
		 * Allows verification URIs of another origin.
		 * @param origin an address of that origin; only its scheme, host and port count
		 * @return this builder
		 * @throws IllegalArgumentException if the address is neither https nor http on
		 * loopback
		 */
		public Builder verificationOrigin(URI origin) {
			this.origins.add(SecureOrigin.of(origin));
			return this;
		}

		/**
		 * Sets the client ID of the CLI.
		 * @param clientId the ID; by default none is sent
		 * @return this builder
		 */
		public Builder clientId(String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Sets the version of the CLI, which the confirmation page shows.
		 * @param clientVersion the version; by default none is sent
		 * @return this builder
		 */
		public Builder clientVersion(String clientVersion) {
			this.clientVersion = clientVersion;
			return this;
		}

		/**
		 * Sets the name of the machine, which the confirmation page shows.
		 * @param deviceName a name such as {@code ann@laptop}; by default none is sent
		 * @return this builder
		 */
		public Builder deviceName(String deviceName) {
			this.deviceName = deviceName;
			return this;
		}

		/**
		 * Sets the scopes to request.
		 * @param scopes scopes that the server knows; by default none are requested
		 * @return this builder
		 */
		public Builder scopes(String... scopes) {
			this.scopes = new LinkedHashSet<>(List.of(scopes));
			return this;
		}

		/**
		 * Sets the options to preselect on the confirmation page, such as an
		 * organization. The user can choose others. An option that is not offered has no
		 * effect.
		 * @param ids the IDs, which the host application defines; by default none are
		 * sent
		 * @return this builder
		 * @throws IllegalArgumentException if an ID is empty or contains a space
		 */
		public Builder choices(String... ids) {
			for (String id : ids) {
				if (id.isEmpty() || id.contains(" ")) {
					throw new IllegalArgumentException("The ID of a choice must not be empty or contain a space");
				}
			}
			this.choices = new LinkedHashSet<>(List.of(ids));
			return this;
		}

		/**
		 * Sets the flow, which decides how the user reaches the confirmation page.
		 * @param flow the flow; by default {@link LoginFlow#AUTO}
		 * @return this builder
		 */
		public Builder flow(LoginFlow flow) {
			this.flow = flow;
			return this;
		}

		/**
		 * Sets the launcher that {@link PendingLogin#openBrowser} uses.
		 * @param browser the launcher; by default {@link BrowserLauncher#system()}
		 * @return this builder
		 */
		public Builder browser(BrowserLauncher browser) {
			this.browser = browser;
			return this;
		}

		/**
		 * Sets the prompt that asks the user for a return code. Without one, only a
		 * browser on this machine can return the code, and a server that requires the
		 * code refuses a CLI on another machine.
		 * @param prompt the prompt; by default the client cannot ask
		 * @return this builder
		 */
		public Builder returnCodePrompt(ReturnCodePrompt prompt) {
			this.prompt = prompt;
			return this;
		}

		Builder time(LoginTiming time) {
			this.time = time;
			return this;
		}

		/**
		 * Builds the client.
		 * @return a client that has not sent a request yet
		 */
		public CliLoginClient build() {
			return new CliLoginClient(this);
		}

	}

}
