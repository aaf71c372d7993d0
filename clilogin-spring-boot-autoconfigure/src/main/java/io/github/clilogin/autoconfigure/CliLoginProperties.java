package io.github.clilogin.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginSettings;

/**
 * Configuration properties of clilogin.
 *
 * @param store Where logins are kept. Ignored when the application defines a
 * CliLoginRepository bean.
 * @param baseUrl Public URL of the application. Taken from the request if not set.
 * @param verificationUri URL of a confirmation page of the application's own.
 * @param endpoints which endpoints are served
 * @param paths where endpoints are served
 * @param login how logins run
 * @param clients Display names of the clients that may log in, by client id. Any client
 * may if empty.
 * @param token how own tokens are made
 * @param api what own tokens open
 * @param limits what may be done how often
 * @param mongodb the store in MongoDB
 */
@ConfigurationProperties("clilogin")
public record CliLoginProperties(@DefaultValue("mongodb") Store store, @Nullable URI baseUrl,
		@Nullable URI verificationUri, @DefaultValue Endpoints endpoints, @DefaultValue Paths paths,
		@DefaultValue Login login, @DefaultValue Map<String, String> clients, @DefaultValue Token token,
		@DefaultValue Api api, @DefaultValue Limits limits, @DefaultValue Mongodb mongodb) {

	CliLoginSettings toSettings() {
		return checked(() -> new CliLoginSettings(this.login.flows(), this.login.lifetime(), this.login.collectWindow(),
				this.login.maxPending(), this.login.scopes(), this.clients, this.token.toSettings()));
	}

	/**
	 * Makes a value of the library from these properties.
	 * @param <T> the type of the value
	 * @param value makes the value
	 * @return the value
	 * @throws CliLoginConfigurationException if the library refuses the properties
	 */
	public static <T> T checked(Supplier<T> value) {
		try {
			return value.get();
		}
		catch (IllegalArgumentException ex) {
			throw new CliLoginConfigurationException(ex.getMessage() + ".",
					"Correct the configuration properties that start with clilogin.");
		}
	}

	/**
	 * Where logins are kept.
	 */
	public enum Store {

		/** In the application's MongoDB. */
		MONGODB,

		/** In the memory of one instance, until it stops. */
		MEMORY

	}

	/**
	 * Which endpoints are served.
	 *
	 * @param cli Whether to serve what command lines call: device, token, status, cancel
	 * and revoke.
	 * @param page Whether to serve the built-in confirmation page.
	 * @param logins Whether to serve the endpoints on which a front end of the
	 * application's own reviews, confirms and rejects logins.
	 * @param tokens Whether to serve the endpoints on which users list and revoke their
	 * logins.
	 * @param metadata Whether to serve the documents that tell clients where the
	 * endpoints are, which needs clilogin.base-url.
	 */
	public record Endpoints(boolean cli, boolean page, boolean logins, boolean tokens, boolean metadata) {

	}

	/**
	 * Where endpoints are served.
	 *
	 * @param base Path that all others start with unless they are set.
	 * @param device Path on which a command line starts a login.
	 * @param token Path on which a command line collects its credential.
	 * @param status Path on which a command line asks how its login stands.
	 * @param cancel Path on which a command line gives its login up.
	 * @param revoke Path on which a command line ends its token.
	 * @param page Path of the confirmation page.
	 * @param browser Path that a command line opens in the flow browser.
	 * @param logins Path of the endpoints on which logins are reviewed and decided.
	 * @param tokens Path of the endpoints on which users list and revoke their logins.
	 */
	public record Paths(@DefaultValue("/clilogin") String base, @Nullable String device, @Nullable String token,
			@Nullable String status, @Nullable String cancel, @Nullable String revoke, @Nullable String page,
			@Nullable String browser, @Nullable String logins, @Nullable String tokens) {
	}

	/**
	 * How logins run.
	 *
	 * @param flows Flows that a command line may ask for, of which the first is taken for
	 * a request that names none.
	 * @param lifetime How long a login may be decided.
	 * @param collectWindow How long the credential of a confirmed login may be collected.
	 * @param interval How long a command line waits between two polls.
	 * @param maxWait How long a poll may wait for a decision, if it asks to by the header
	 * Prefer. 0 lets none wait.
	 * @param maxWaiting How many polls may wait at a time on one instance.
	 * @param maxPending How many logins may wait for a decision, counted approximately.
	 * @param scopes Scopes that a command line may ask for.
	 * @param userCodeParameter Name of the query parameter that carries the user code to
	 * the confirmation page.
	 */
	public record Login(@DefaultValue( {
			"confirm", "code" }) Set<CliLoginFlow> flows, @DefaultValue("10m") Duration lifetime,
			@DefaultValue("2m") Duration collectWindow, @DefaultValue("5s") Duration interval,
			@DefaultValue("25s") Duration maxWait, @DefaultValue("1000") int maxWaiting,
			@DefaultValue("10000") int maxPending, @DefaultValue Set<String> scopes,
			@DefaultValue("user_code") String userCodeParameter){
	}

	/**
	 * How own tokens are made.
	 *
	 * @param lifetime How long a token lives, counted from the confirmation.
	 * @param idle How long a token lives unused.
	 * @param prefix Text that each token starts with, by which secret scanners know it.
	 */
	public record Token(@DefaultValue("90d") Duration lifetime, @DefaultValue("30d") Duration idle,
			@DefaultValue("clt_") String prefix) {

		CliLoginSettings.Token toSettings() {
			return new CliLoginSettings.Token(this.lifetime, this.idle, this.prefix);
		}

	}

	/**
	 * What own tokens open.
	 *
	 * @param paths Path patterns under which own tokens are accepted, such as '/api/**'.
	 */
	public record Api(@DefaultValue List<String> paths) {
	}

	/**
	 * What may be done how often.
	 *
	 * @param startsPerMinute How many logins may be started from one address within a
	 * minute, counted by each instance.
	 */
	public record Limits(@DefaultValue("30") int startsPerMinute) {
	}

	/**
	 * The store in MongoDB.
	 *
	 * @param collection Name of the collection.
	 * @param createIndexes Whether to create the indexes before the first login.
	 */
	public record Mongodb(@DefaultValue("clilogin_logins") String collection,
			@DefaultValue("true") boolean createIndexes) {
	}

}
