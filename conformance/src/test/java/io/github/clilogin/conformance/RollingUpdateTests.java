package io.github.clilogin.conformance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import org.bson.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.github.clilogin.testsupport.Mongod;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestCli;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests an instance of an earlier state of the library beside one of this build, on one
 * MongoDB. The script {@code .ci/rolling-update} builds the earlier state.
 */
@EnabledIfSystemProperty(named = RollingUpdateTests.OLD, matches = ".+", disabledReason = "Run .ci/rolling-update")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class RollingUpdateTests {

	/** The property with the path of the earlier jar. */
	static final String OLD = "clilogin.test.old-sample-app";

	private static final String DATABASE = "clilogin";

	private static final String CLIENT = "acme";

	@AutoClose
	private final Mongod mongod = Mongod.start();

	@AutoClose
	private final SampleProcess old = start(Path.of(System.getProperty(OLD)));

	@AutoClose
	private final SampleProcess present = start(SampleProcess.jar());

	private final Map<String, SampleProcess> instances = Map.of("old", this.old, "new", this.present);

	@AutoClose
	private final MongoClient client = MongoClients.create(this.mongod.uri());

	private SampleProcess start(Path jar) {
		return SampleProcess.start(jar, "spring.profiles.active=mongodb",
				"spring.mongodb.uri=" + this.mongod.uri() + "/" + DATABASE, "clilogin.login.interval=1s",
				"clilogin.limits.starts-per-minute=1000");
	}

	@ParameterizedTest
	@CsvSource({ "old, old, new", "old, new, old", "old, new, new", "new, new, old", "new, old, new", "new, old, old" })
	void anInstanceServesAnyStepOfALogin(String start, String confirm, String collect) throws Exception {
		TestCli cli = confirm(at(confirm), at(start).cli());
		String token = token(at(collect), cli);
		assertThatEachInstanceAnswers(token, 200);
		for (SampleProcess instance : this.instances.values()) {
			assertThat(instance.call(token).body()).isEqualTo("{\"name\":\"ann\"}");
			assertThat(current(instance, token).path("tokenId").asString()).isEqualTo(cli.id());
		}
	}

	@ParameterizedTest
	@CsvSource({ "old, new", "new, old" })
	void aPollOfAPendingLoginIsAnsweredByTheOtherInstance(String start, String other) {
		TestCli cli = at(start).cli().at(at(other).wire());
		assertThat(cli.poll().error()).isEqualTo("400 authorization_pending");
		assertThat(cli.status().text("status")).isEqualTo("pending");
	}

	@ParameterizedTest
	@CsvSource({ "old, old, new", "old, new, old", "new, new, old", "new, old, new" })
	void aDecisionEndsThePollThatWaitsOnTheOtherInstance(String start, String wait, String decide) throws Exception {
		TestCli cli = at(start).cli();
		int before = at(wait).heldRequests();
		CompletableFuture<RawResponse> poll = cli.at(at(wait).wire()).waitingPoll();
		TestWaits.await("the poll").until(() -> at(wait).heldRequests() == before + 1);
		assertThat(poll).isNotDone();
		confirm(at(decide), cli);
		assertThat(poll.get(30, TimeUnit.SECONDS).text("account")).isEqualTo("ann");
	}

	@ParameterizedTest
	@CsvSource({ "old, new", "new, old" })
	void aLoginIsRejectedOnTheOtherInstance(String start, String reject) throws Exception {
		TestCli cli = at(start).cli();
		CompletableFuture<RawResponse> poll = cli.waitingPoll();
		at(reject).browser("ann").get(cli.path()).press("Reject");
		assertThat(poll.get(30, TimeUnit.SECONDS).error()).isEqualTo("400 access_denied");
		assertThat(decide(at(start), cli, "confirm", "ben").error()).isEqualTo("409 already_decided");
	}

	@ParameterizedTest
	@CsvSource({ "old, new", "new, old" })
	void aConfirmedLoginIsRejectedOnTheOtherInstance(String confirm, String reject) throws Exception {
		TestCli cli = confirm(at(confirm), at(confirm).cli());
		assertThat(decide(at(reject), cli, "reject", "ann").json().path("status").asString()).isEqualTo("rejected");
		assertThat(poll(at(confirm), cli).error()).isEqualTo("400 access_denied");
	}

	@ParameterizedTest
	@CsvSource({ "old, new", "new, old" })
	void aCollectedLoginIsRejectedOnTheOtherInstance(String collect, String reject) throws Exception {
		TestCli cli = confirm(at(collect), at(collect).cli());
		String token = token(at(collect), cli);
		assertThat(decide(at(reject), cli, "reject", "ann").status()).isEqualTo(200);
		assertThatEachInstanceAnswers(token, 401);
	}

	@ParameterizedTest
	@CsvSource({ "old, new", "new, old" })
	void aPendingLoginIsCancelledOnTheOtherInstance(String start, String cancel) throws Exception {
		TestCli cli = at(start).cli();
		assertThat(cli.at(at(cancel).wire()).cancel().status()).isEqualTo(200);
		assertThat(decide(at(start), cli, "confirm", "ann").error()).isEqualTo("409 already_decided");
		assertThat(poll(at(start), cli).error()).isEqualTo("400 expired_token");
	}

	@ParameterizedTest
	@CsvSource({ "old, new", "new, old" })
	void aConfirmedOrCollectedLoginIsCancelledOnTheOtherInstance(String start, String cancel) throws Exception {
		TestCli confirmed = confirm(at(start), at(start).cli());
		confirmed.at(at(cancel).wire()).cancel();
		assertThat(poll(at(start), confirmed).error()).isEqualTo("400 expired_token");
		TestCli collected = confirm(at(start), at(start).cli());
		String token = token(at(start), collected);
		collected.at(at(cancel).wire()).cancel();
		assertThatEachInstanceAnswers(token, 401);
	}

	@ParameterizedTest
	@CsvSource({ "old, new", "new, old" })
	void aTokenIsDeliveredAgainByTheOtherInstanceUntilItIsUsed(String collect, String again) throws Exception {
		TestCli cli = confirm(at(again), at(collect).cli());
		String token = token(at(collect), cli);
		assertThat(token(at(again), cli)).isEqualTo(token);
		assertThat(at(collect).call(token).status()).isEqualTo(200);
		assertThat(poll(at(again), cli).error()).isEqualTo("400 invalid_grant");
	}

	@ParameterizedTest
	@CsvSource({ "old, new", "new, old" })
	void aTokenIsRevokedOnTheOtherInstance(String collect, String revoke) throws Exception {
		TestCli byId = confirm(at(collect), at(collect).cli());
		String first = token(at(collect), byId);
		String second = token(at(collect), confirm(at(collect), at(collect).cli()));
		View revoked = post(at(revoke).browser("ann"), "/clilogin/tokens/revoke",
				"{\"tokenId\":\"" + byId.id() + "\"}");
		assertThat(revoked.html()).isEqualTo("{\"revoked\":1}");
		assertThatEachInstanceAnswers(first, 401);
		assertThatEachInstanceAnswers(second, 200);
		byId.at(at(revoke).wire()).revoke(second);
		assertThatEachInstanceAnswers(second, 401);
	}

	@ParameterizedTest
	@CsvSource({ "old, new", "new, old" })
	void allLoginsOfAUserAreRevokedOnTheOtherInstance(String collect, String revoke) throws Exception {
		String token = token(at(collect), confirm(at(collect), at(collect).cli(), "ben"));
		TestCli confirmed = confirm(at(collect), at(collect).cli(), "ben");
		View revoked = post(at(revoke).browser("ben"), "/clilogin/tokens/revoke", "{\"all\":true}");
		assertThat(revoked.html()).isEqualTo("{\"revoked\":2}");
		assertThatEachInstanceAnswers(token, 401);
		assertThat(poll(at(collect), confirmed).error()).isEqualTo("400 access_denied");
		assertThat(poll(at(revoke), confirmed).error()).isEqualTo("400 access_denied");
	}

	@ParameterizedTest
	@CsvSource({ "old, old", "new, old", "new, new", "old, new" })
	void aUserWhoRevokedAllLoginsLogsInAgain(String confirm, String collect) throws Exception {
		post(this.present.browser("ben"), "/clilogin/tokens/revoke", "{\"all\":true}");
		TestCli cli = confirm(at(confirm), at(confirm).cli(), "ben");
		assertThatEachInstanceAnswers(token(at(collect), cli), 200);
	}

	/** An older instance ignores the return methods. So its login demands no code. */
	@ParameterizedTest
	@CsvSource({ "old, old", "old, new", "new, old", "new, new" })
	void aLoginOfANewCliAtAnOlderInstanceNeedsNoReturnCode(String confirm, String collect) throws Exception {
		RawResponse started = startWithReturn(this.old);
		assertThat(started.members()).doesNotContain("return_methods");
		TestCli cli = confirm(at(confirm), new TestCli(this.old.wire(), CLIENT, started));
		assertThatEachInstanceAnswers(token(at(collect), cli), 200);
	}

	@Test
	void anOlderInstanceDoesNotCollectALoginThatDemandsAReturnCode() {
		RawResponse started = startWithReturn(this.present);
		assertThat(started.text("return_methods")).isEqualTo("loopback code");
		TestCli cli = new TestCli(this.present.wire(), CLIENT, started);
		String code = decide(this.present, cli, "confirm", "ann").json().path("returnCode").asString();
		for (String more : List.of("", "&return_code=" + code)) {
			assertThat(collect(this.old, cli.deviceCode(), more).error()).isEqualTo("400 invalid_grant");
			assertThat(collect(this.old, cli.deviceCode().substring(2), more).error()).isEqualTo("400 invalid_grant");
		}
		assertThat(collect(this.present, cli.deviceCode(), "").text("return_method")).isEqualTo("loopback");
		RawResponse collected = collect(this.present, cli.deviceCode(), "&return_code=" + code);
		assertThatEachInstanceAnswers(collected.text("access_token"), 200);
	}

	/** The older instance gave no code to the browser. */
	@Test
	void aLoginThatDemandsAReturnCodeIsRejectedIfAnOlderInstanceConfirmedIt() {
		TestCli cli = new TestCli(this.present.wire(), CLIENT, startWithReturn(this.present));
		assertThat(decide(this.old, cli, "confirm", "ann").status()).isEqualTo(200);
		RawResponse response = collect(this.present, cli.deviceCode(), "");
		assertThat(response.error()).isEqualTo("400 access_denied");
		assertThat(response.text("message")).contains("start again");
	}

	private static RawResponse startWithReturn(SampleProcess instance) {
		return instance.wire()
			.form("/clilogin/device",
					Map.of("client_id", CLIENT, "return_methods", "loopback code", "return_port", "50123"));
	}

	private static RawResponse collect(SampleProcess instance, String deviceCode, String more) {
		return instance.wire()
			.form("/clilogin/token",
					"grant_type=device_code&client_id=" + CLIENT + "&device_code=" + deviceCode + more);
	}

	@ParameterizedTest
	@CsvSource({ "old, new", "new, old" })
	void secretsAreErasedByTheSweepOfTheOtherInstance(String collect, String sweep) throws Exception {
		TestCli confirmed = confirm(at(collect), at(collect).cli());
		TestCli collected = confirm(at(collect), at(collect).cli());
		String token = token(at(collect), collected);
		Set<String> ofConfirmed = fields(confirmed);
		Set<String> ofCollected = fields(collected);
		View swept = at(sweep).browser("ann").get("/test/sweep?later=" + Duration.ofMinutes(13));
		assertThat(swept.status()).isEqualTo(200);
		assertThat(without(ofConfirmed, fields(confirmed))).containsExactlyInAnyOrder("salt", "collectBy", "wakeAt");
		assertThat(without(ofCollected, fields(collected))).containsExactlyInAnyOrder("salt", "redeliverUntil");
		assertThatEachInstanceAnswers(token, 200);
		assertThat(poll(at(collect), collected).error()).isEqualTo("400 invalid_grant");
	}

	private SampleProcess at(String name) {
		return Objects.requireNonNull(this.instances.get(name));
	}

	private static TestCli confirm(SampleProcess instance, TestCli cli) {
		return confirm(instance, cli, "ann");
	}

	private static TestCli confirm(SampleProcess instance, TestCli cli, String user) {
		View confirmed = instance.browser(user).get(cli.path()).press("Confirm");
		assertThat(confirmed.status()).isEqualTo(200);
		return cli;
	}

	private static View decide(SampleProcess instance, TestCli cli, String how, String user) {
		return post(instance.browser(user), "/clilogin/logins/" + cli.id() + "/" + how, "{}");
	}

	private static View post(TestBrowser browser, String path, String body) {
		return browser.json(path, body, "X-CSRF-TOKEN: " + browser.csrf());
	}

	/** Waits, since an instance remembers for some seconds that a login is pending. */
	private static RawResponse poll(SampleProcess instance, TestCli cli) throws Exception {
		return cli.at(instance.wire()).waitingPoll().get(30, TimeUnit.SECONDS);
	}

	private static String token(SampleProcess instance, TestCli cli) throws Exception {
		RawResponse response = poll(instance, cli);
		assertThat(response.status()).as(response.body()).isEqualTo(200);
		return response.text("access_token");
	}

	private static JsonNode current(SampleProcess instance, String token) {
		RawResponse list = instance.wire().get("/clilogin/tokens", TestCli.bearer(token));
		List<JsonNode> current = list.json()
			.path("tokens")
			.valueStream()
			.filter((each) -> each.path("current").asBoolean())
			.toList();
		assertThat(current).hasSize(1);
		return current.get(0);
	}

	private void assertThatEachInstanceAnswers(String token, int status) {
		assertThat(this.old.call(token).status()).as("old").isEqualTo(status);
		assertThat(this.present.call(token).status()).as("new").isEqualTo(status);
	}

	private Set<String> fields(TestCli cli) {
		Document login = this.client.getDatabase(DATABASE)
			.getCollection("clilogin_logins")
			.find(Filters.eq(cli.id()))
			.first();
		return Objects.requireNonNull(login).keySet();
	}

	private static Set<String> without(Set<String> all, Set<String> removed) {
		Set<String> rest = new HashSet<>(all);
		rest.removeAll(removed);
		return rest;
	}

}
