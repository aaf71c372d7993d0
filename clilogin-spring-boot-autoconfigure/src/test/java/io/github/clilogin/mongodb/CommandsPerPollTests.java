package io.github.clilogin.mongodb;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.TestingAuthenticationToken;

import io.github.clilogin.CollectResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.HostNode;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each request of a command line costs a MongoDB, counted at a whole host.
 */
@RealMongoDbTest
class CommandsPerPollTests {

	private static final String STATUS = "/clilogin/status";

	private final HostNode host = HostNode.start(HostConfiguration.class,
			"spring.mongodb.uri=" + RealMongoDb.uri(RealMongoDb.newDatabase(getClass())), "clilogin.api.paths=/api/**");

	private final Sent sent = this.host.context().getBean(Sent.class);

	@AfterEach
	void close() {
		this.host.close();
	}

	private StartResult.Started start() {
		StartResult.Started started = this.host.login();
		this.sent.take();
		return started;
	}

	private static DeviceCode code(StartResult.Started started) {
		return Objects.requireNonNull(started.code());
	}

	private void confirm(StartResult.Started started) {
		this.host.service().confirm(started.login().id(), new TestingAuthenticationToken("ann", "", "ROLE_USER"));
	}

	private static String answer(CompletableFuture<HttpResponse<String>> poll) throws Exception {
		return poll.get(10, TimeUnit.SECONDS).body();
	}

	@Test
	void aPendingPollIsOneRead() throws Exception {
		for (String path : List.of(STATUS, "/clilogin/token", STATUS)) {
			StartResult.Started started = start();
			assertThat(answer(this.host.poll(path, code(started)))).contains("pending");
			assertThat(sentBesideLooks()).containsExactly("find");
		}
	}

	@Test
	void aPollSoonAfterAnotherIsNoRead() throws Exception {
		StartResult.Started started = start();
		answer(this.host.poll(STATUS, code(started)));
		this.sent.awaitLook();
		// The first look has been answered when the second one begins
		this.sent.awaitLook();
		this.sent.take();
		for (int i = 0; i < 3; i++) {
			assertThat(answer(this.host.poll(STATUS, code(started)))).contains("pending");
		}
		assertThat(sentBesideLooks()).isEmpty();
	}

	private List<String> sentBesideLooks() {
		return this.sent.take()
			.stream()
			.filter((command) -> !Sent.isLook(command))
			.map(BsonDocument::getFirstKey)
			.toList();
	}

	@Test
	void aPollThatWaitsIsTwoReadsHoweverLongAndALookForDecisionsIsOneForAll() throws Exception {
		List<StartResult.Started> logins = Stream.generate(this::start).limit(10).toList();
		List<CompletableFuture<HttpResponse<String>>> polls = new ArrayList<>();
		logins.forEach((login) -> polls.add(this.host.poll(STATUS, code(login), "Prefer", "wait=2")));
		for (CompletableFuture<HttpResponse<String>> poll : polls) {
			assertThat(answer(poll)).contains("pending");
		}
		List<BsonDocument> commands = this.sent.take();
		assertThat(commands).allMatch((command) -> command.containsKey("find"));
		assertThat(commands).filteredOn((command) -> command.getDocument("filter").containsKey("_id")).hasSize(20);
		// Five in two seconds, and more where they begin one after the other
		assertThat(commands).filteredOn((command) -> command.getDocument("filter").containsKey("wakeAt"))
			.hasSizeBetween(1, 19);
	}

	@Test
	void aLoginThatIsWaitedForIsThreeReadsAndTwoWritesAfterItsStart() throws Exception {
		StartResult.Started started = start();
		CompletableFuture<HttpResponse<String>> poll = this.host.poll(STATUS, code(started), "Prefer", "wait=20");
		this.sent.awaitLook();
		confirm(started);
		assertThat(answer(poll)).contains("confirmed");
		assertThat(sentBesideLooks()).containsExactly("find", "find", "update", "find", "update");
	}

	@Test
	void aCallOfTheApiIsOneRead() throws Exception {
		StartResult.Started started = start();
		confirm(started);
		CollectResult.Collected collected = (CollectResult.Collected) this.host.service().collect(code(started), null);
		String[] bearer = { "Authorization", "Bearer " + collected.credential() };
		assertThat(this.host.get("/api/none", bearer).get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(404);
		this.sent.take();
		for (int i = 0; i < 3; i++) {
			assertThat(this.host.get("/api/none", bearer).get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(404);
			assertThat(sentBesideLooks()).containsExactly("find");
		}
	}

	/** A host that counts. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class HostConfiguration {

		@Bean
		Sent sent() {
			return new Sent();
		}

		@Bean
		MongoClientSettingsBuilderCustomizer counting(Sent sent) {
			return (settings) -> settings.addCommandListener(sent);
		}

	}

}
