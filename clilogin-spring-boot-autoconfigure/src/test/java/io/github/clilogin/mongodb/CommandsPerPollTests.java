package io.github.clilogin.mongodb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import org.bson.BsonDocument;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts the MongoDB commands of each request of a CLI, on a complete host.
 */
@RealMongoDbTest
class CommandsPerPollTests {

	@AutoClose
	private final HostApplication host = HostApplication.start(HostConfiguration.class,
			"spring.mongodb.uri=" + RealMongoDb.uri(RealMongoDb.newDatabase(getClass())), "clilogin.endpoints.cli=true",
			"clilogin.endpoints.page=true", "clilogin.api.paths=/api/**");

	private final Sent sent = this.host.bean(Sent.class);

	private TestCli start() {
		TestCli cli = this.host.cli();
		this.sent.take();
		return cli;
	}

	@Test
	void aPendingPollIsOneRead() {
		List<Function<TestCli, RawResponse>> polls = List.of(TestCli::status, TestCli::poll, TestCli::status);
		for (Function<TestCli, RawResponse> poll : polls) {
			assertThat(poll.apply(start()).body()).contains("pending");
			assertThat(sentBesideLooks()).containsExactly("find");
		}
	}

	@Test
	void aPollSoonAfterAnotherSendsNoRead() throws Exception {
		TestCli cli = start();
		cli.status();
		this.sent.awaitLook();
		// The first look has been answered when the second one begins
		this.sent.awaitLook();
		this.sent.take();
		for (int i = 0; i < 3; i++) {
			assertThat(cli.status().body()).contains("pending");
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
	void aWaitingPollIsTwoReadsAndTheDecisionWatchIsOneReadForAllPolls() throws Exception {
		List<TestCli> clis = Stream.generate(this::start).limit(10).toList();
		List<CompletableFuture<RawResponse>> polls = new ArrayList<>();
		clis.forEach((cli) -> polls.add(RawConnection.async(() -> cli.status("Prefer: wait=2"))));
		for (CompletableFuture<RawResponse> poll : polls) {
			assertThat(poll.get(30, TimeUnit.SECONDS).body()).contains("pending");
		}
		List<BsonDocument> commands = this.sent.take();
		assertThat(commands).allMatch((command) -> command.containsKey("find"));
		assertThat(commands).filteredOn((command) -> command.getDocument("filter").containsKey("_id")).hasSize(20);
		// Five in two seconds, and more where they begin one after the other
		assertThat(commands).filteredOn((command) -> command.getDocument("filter").containsKey("wakeAt"))
			.hasSizeBetween(1, 19);
	}

	@Test
	void aLoginThatIsWaitedForIsSixReadsAndTwoWritesAfterItsStart() throws Exception {
		TestCli cli = start();
		CompletableFuture<RawResponse> poll = RawConnection.async(() -> cli.status("Prefer: wait=20"));
		this.sent.awaitLook();
		this.host.confirm(cli);
		assertThat(poll.get(30, TimeUnit.SECONDS).body()).contains("confirmed");
		assertThat(sentBesideLooks()).containsExactly("find", "find", "find", "update", "find", "find", "find",
				"update");
	}

	@Test
	void aCallOfTheApiIsOneRead() {
		TestCli cli = this.host.confirm(start());
		String token = cli.token();
		assertThat(cli.call("/api/none", token).status()).isEqualTo(404);
		this.sent.take();
		for (int i = 0; i < 3; i++) {
			assertThat(cli.call("/api/none", token).status()).isEqualTo(404);
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
