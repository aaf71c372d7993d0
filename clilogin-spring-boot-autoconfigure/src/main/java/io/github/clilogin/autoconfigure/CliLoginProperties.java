package io.github.clilogin.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginSettings;

/**
 * Configuration properties of clilogin.
 *
 * @param store Store for logins and tokens. Ignored if a CliLoginRepository bean is
 * defined.
 * @param baseUrl Public URL of the application. Taken from each request if not set.
 * @param verificationUri URL of a custom confirmation page, instead of the built-in page.
 * @param frontEnd the abilities of that custom page
 * @param endpoints the enabled endpoints
 * @param paths the paths of the endpoints
 * @param login the settings of logins
 * @param clients Display names of allowed clients, by client ID. An ID followed by
 * '.name' and '.proof' sets the name and the value of clilogin.login.proof for this
 * client. Write an ID with other characters than letters, digits, '-', '_' and '.' in
 * brackets, such as "[acme/tool]". Allows any client if empty.
 * @param scopes Proofs that scopes demand, by the scope followed by '.proof': typed or
 * loopback. A login without scopes demands the strongest one.
 * @param unproven the limits of logins without a proof
 * @param token the settings of tokens
 * @param api the API that accepts tokens
 * @param limits the rate limits
 * @param mongodb the settings of the MongoDB store
 * @param jdbc the settings of the JDBC store
 */
@ConfigurationProperties("clilogin")
public record CliLoginProperties(@DefaultValue("auto") Store store, @Nullable URI baseUrl,
		@Nullable URI verificationUri, @DefaultValue FrontEnd frontEnd, @DefaultValue Endpoints endpoints,
		@DefaultValue Paths paths, @DefaultValue Login login, @DefaultValue Map<String, String> clients,
		@DefaultValue Map<String, String> scopes, @DefaultValue Unproven unproven, @DefaultValue Token token,
		@DefaultValue Api api, @DefaultValue Limits limits, @DefaultValue Mongodb mongodb, @DefaultValue Jdbc jdbc) {

	CliLoginSettings toSettings() {
		return checked(() -> new CliLoginSettings(this.login.flows(), this.login.lifetime(), this.login.collectWindow(),
				this.login.maxPending(), this.login.scopes(), clientNames(), this.login.proof(),
				new CliLoginSettings.Demands(ProofKeys.policies(this.clients), ProofKeys.proofs(this.scopes)),
				this.unproven.toSettings(), this.token.toSettings()));
	}

	/**
	 * {@return the display names of the allowed clients by client ID}
	 */
	public Map<String, String> clientNames() {
		return ProofKeys.names(this.clients);
	}

	/**
	 * {@return a value that is created from these properties}
	 * @param <T> the type of the value
	 * @param value creates the value
	 * @throws CliLoginConfigurationException if a property is invalid
	 */
	public static <T> T checked(Supplier<T> value) {
		try {
			return value.get();
		}
		catch (IllegalArgumentException ex) {
			throw new CliLoginConfigurationException(ex.getMessage() + ".",
					"Set a valid value in the configuration of the application. The guide lists all properties.");
		}
	}

	/** Lists the stores. */
	public enum Store {

		/**
		 * The marked, primary or only database of the application. If something is
		 * enabled and several remain, start-up fails.
		 */
		AUTO,

		/** The MongoDB database of the application. */
		MONGODB,

		/** The relational database of the application. */
		JDBC,

		/** The memory of one instance, until it stops. */
		MEMORY

	}

	/**
	 * Describes the custom confirmation page.
	 *
	 * @param returns Whether the custom confirmation page gives return codes to the CLI
	 * or to the user. If not, no login demands one.
	 */
	public record FrontEnd(boolean returns) {
	}

	/**
	 * Enables endpoints, all of which are disabled by default.
	 *
	 * @param cli Whether to enable the endpoints that a CLI calls: device, token, status,
	 * cancel and revoke.
	 * @param page Whether to enable the built-in confirmation page.
	 * @param logins Whether to enable the endpoints that review, confirm and reject
	 * logins, for a custom front end.
	 * @param tokens Whether to enable the endpoints that list and revoke the logins of a
	 * user.
	 * @param metadata Whether to enable the metadata documents (RFC 8414). Requires
	 * clilogin.base-url.
	 * @param allowedOrigins Origins of other pages that can call the endpoints of a CLI
	 * from a browser or WebView, such as 'tauri://localhost'.
	 */
	public record Endpoints(boolean cli, boolean page, boolean logins, boolean tokens, boolean metadata,
			@DefaultValue List<String> allowedOrigins) {

	}

	/**
	 * Sets the paths of the endpoints.
	 *
	 * @param base Path of the confirmation page and prefix of all other paths that are
	 * not set.
	 * @param device Path of the endpoint that starts a login.
	 * @param token Path of the endpoint that returns the credential of a confirmed login.
	 * @param status Path of the endpoint that returns the status of a login.
	 * @param cancel Path of the endpoint that cancels a pending login.
	 * @param revoke Path of the endpoint that revokes a token.
	 * @param page Path of the confirmation page.
	 * @param browser Path of the confirmation page in the flow browser.
	 * @param logins Path of the endpoints that review, confirm and reject logins.
	 * @param tokens Path of the endpoints that list and revoke the logins of a user.
	 */
	public record Paths(@DefaultValue("/clilogin") String base, @Nullable String device, @Nullable String token,
			@Nullable String status, @Nullable String cancel, @Nullable String revoke, @Nullable String page,
			@Nullable String browser, @Nullable String logins, @Nullable String tokens) {
	}

	/**
	 * Configures logins.
	 *
	 * @param flows Flows that a CLI can request. The first one except browser applies if
	 * a request names none.
	 * @param lifetime Time until a pending login expires, at most 5 minutes in the flow
	 * browser.
	 * @param collectWindow Time in which a CLI must collect the credential of a confirmed
	 * login.
	 * @param interval Minimum interval between two polls of a login.
	 * @param maxWait Maximum time that a poll waits for a decision if it sends the header
	 * Prefer. Polls do not wait if 0.
	 * @param maxWaiting Maximum number of waiting polls on one instance.
	 * @param maxPending Approximate maximum number of pending logins.
	 * @param scopes Scopes that a CLI can request.
	 * @param userCodeParameter Query parameter of the user code in links to the
	 * confirmation page.
	 * @param maxSignInAge Maximum age of the sign-in of a user who confirms a login. Any
	 * age is accepted if not set.
	 * @param impersonation Whether a user who acts as another user can confirm logins.
	 * @param proof Policy of return codes: off, offered or required.
	 */
	public record Login(@DefaultValue( {
			"confirm", "code" }) Set<CliLoginFlow> flows,
			@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("10m") Duration lifetime,
			@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("2m") Duration collectWindow,
			@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("5s") Duration interval,
			@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("25s") Duration maxWait,
			@DefaultValue("1000") int maxWaiting, @DefaultValue("10000") int maxPending,
			@DefaultValue Set<String> scopes, @DefaultValue("user_code") String userCodeParameter,
			@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration maxSignInAge, boolean impersonation,
			@DefaultValue("offered") CliLoginSettings.ProofPolicy proof){
	}

	/**
	 * Limits logins that demand no return code.
	 *
	 * @param tokenLifetime Maximum lifetime of a token, counted from the confirmation,
	 * also of one that a CliCredentialMapper sets.
	 * @param scopes Scopes that a CLI can request without a return code. Allows all if
	 * empty.
	 * @param flows Flows that a CLI can request without a return code. Allows all enabled
	 * flows if empty.
	 * @param sameNetwork Effect of a confirmation from another network than the start.
	 */
	public record Unproven(@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("7d") Duration tokenLifetime,
			@DefaultValue Set<String> scopes, @DefaultValue Set<CliLoginFlow> flows,
			@DefaultValue("ask") CliLoginSettings.SameNetwork sameNetwork) {

		CliLoginSettings.Unproven toSettings() {
			return new CliLoginSettings.Unproven(this.tokenLifetime, this.scopes, this.flows, this.sameNetwork);
		}

	}

	/**
	 * Configures tokens.
	 *
	 * @param lifetime Time until a token expires, counted from the confirmation.
	 * @param idle Time until an unused token expires.
	 * @param unverifiedLifetime Maximum lifetime of a token whose user's account cannot
	 * be loaded again, such as one of an OAuth 2.0 provider. Does not apply to a lifetime
	 * that a CliCredentialMapper sets.
	 * @param prefix Prefix of all tokens, by which secret scanners recognize them.
	 */
	public record Token(@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("90d") Duration lifetime,
			@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("30d") Duration idle,
			@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("30d") Duration unverifiedLifetime,
			@DefaultValue("clt_") String prefix) {

		CliLoginSettings.Token toSettings() {
			return new CliLoginSettings.Token(this.lifetime, this.idle, this.unverifiedLifetime, this.prefix);
		}

	}

	/**
	 * Configures the API that accepts tokens.
	 *
	 * @param paths Path patterns of the API that accepts tokens, such as '/api/**'.
	 */
	public record Api(@DefaultValue List<String> paths) {
	}

	/**
	 * Configures the rate limits.
	 *
	 * @param startsPerMinute Maximum number of logins that one address can start per
	 * minute, counted by each instance. Logins that a signed-in user has opened are not
	 * counted. A second limit, ten times as high, counts all of them.
	 */
	public record Limits(@DefaultValue("120") int startsPerMinute) {
	}

	/**
	 * Configures the MongoDB store.
	 *
	 * @param collection Name of the collection.
	 * @param createIndexes Whether to create the indexes before the first login.
	 */
	public record Mongodb(@DefaultValue("clilogin_logins") String collection,
			@DefaultValue("true") boolean createIndexes) {
	}

	/**
	 * Configures the JDBC store.
	 *
	 * @param table Name of the table of logins, which a schema may precede. The name of
	 * the table of owners ends in _owners instead of _logins.
	 * @param initializeSchema When to create the tables at the start.
	 */
	public record Jdbc(@DefaultValue("clilogin_logins") String table,
			@DefaultValue("embedded") SchemaInitialization initializeSchema) {
	}

	/** Lists when the tables are created. Existing tables are kept. */
	public enum SchemaInitialization {

		/**
		 * In a database in memory, such as H2 with a URL that starts with jdbc:h2:mem. If
		 * the class path contains H2, HSQLDB or Derby, start-up connects to any database.
		 */
		EMBEDDED,

		/** In any database. */
		ALWAYS,

		/** Never. Start-up does not connect to the database. */
		NEVER

	}

}
