package io.github.clilogin.races;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;

import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.mongodb.MongoCliLogins;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.Mongod;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.ReplicaSet;
import io.github.clilogin.testsupport.TestCli;
import io.github.clilogin.testsupport.TestRepository;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Primaries are killed while polls wait at two instances of a host, and decisions are
 * made before, during and after the election.
 */
class WaitingFailoverTests {

	private static final int KILLS = Math.max(1, Integer.getInteger("clilogin.test.rounds", 0) / 200);

	private static final int POLLS = 51;

	private static final String NO = "Not mine";

	private final ExecutorService terminals = Executors.newCachedThreadPool();

	private final List<HostApplication> nodes = new ArrayList<>();

	private ReplicaSet set;

	@BeforeEach
	void open() {
		this.set = ReplicaSet.start(3);
		for (int i = 0; i < 2; i++) {
			this.nodes.add(HostApplication.start(HostConfiguration.class, "spring.mongodb.uri=" + this.set.uri("test"),
					"clilogin.endpoints.cli=true", "clilogin.endpoints.page=true",
					"clilogin.limits.starts-per-minute=1000000", "server.forward-headers-strategy=native"));
		}
	}

	@AfterEach
	void close() {
		this.terminals.shutdownNow();
		this.nodes.forEach(HostApplication::close);
		if (this.set != null) { // Null without a mongod
			this.set.close();
		}
	}

	@Test
	void everyConfirmedLoginIsCollectedAndEveryPollEndsWhilePrimariesAreKilled() throws Exception {
		for (int kill = 0; kill < KILLS; kill++) {
			List<Waiting> all = IntStream.range(0, POLLS).mapToObj(this::poll).toList();
			awaitWaiting(all);
			Mongod primary = this.set.primary();
			decide(all.subList(0, POLLS / 3));
			primary.kill();
			decide(all.subList(POLLS / 3, 2 * POLLS / 3));
			assertThat(this.set.primary()).isNotSameAs(primary);
			decide(all.subList(2 * POLLS / 3, POLLS));
			List<String> credentials = new ArrayList<>();
			for (Waiting one : all) {
				credentials.addAll(one.credential());
			}
			assertThat(credentials).doesNotHaveDuplicates().hasSize(2 * POLLS / 3);
			assertThat(credentials).allMatch((token) -> node(0).service().authenticate(token).isPresent());
			primary.restart();
		}
		assertThat(this.nodes.stream().flatMap((node) -> node.events().stream()))
			.filteredOn(CliLoginEvent.Collected.class::isInstance)
			.extracting((event) -> ((CliLoginEvent.Collected) event).login().id())
			.doesNotHaveDuplicates();
		TestWaits.await("the end of all waits").until(() -> TestRepository.watches() == 0);
	}

	private HostApplication node(int number) {
		return this.nodes.get(number % this.nodes.size());
	}

	/** One of three users rejects, and each terminal has its own address. */
	private Waiting poll(int number) {
		TestCli cli = node(number).cli();
		Terminal terminal = new Terminal(number, cli);
		return new Waiting(number, cli.id(), this.terminals.submit(terminal::poll));
	}

	private void awaitWaiting(List<Waiting> all) {
		for (int i = 0; i < this.nodes.size(); i++) {
			int number = i;
			node(i).store()
				.awaitWaiting(
						all.stream().filter((one) -> node(one.number) == node(number)).map((one) -> one.id).toList());
		}
	}

	/** Half of them where they wait, and half elsewhere. */
	private void decide(List<Waiting> some) throws Exception {
		for (Waiting one : some) {
			CliLoginService service = node(one.number / 2).service();
			assertThat(Nodes
				.stubbornly(() -> one.isRejected() ? service.reject(one.id, TestUsers.user("user " + one.number), NO)
						: service.confirm(one.id, TestUsers.user("user " + one.number))))
				.isInstanceOf(DecisionResult.Decided.class);
		}
	}

	/** Polls like a CLI that waits, at another node each time. */
	private final class Terminal {

		private final int number;

		private final TestCli cli;

		Terminal(int number, TestCli cli) {
			this.number = number;
			this.cli = cli;
		}

		/**
		 * Those of every other instance poll as RFC 8628 has it, and the rest natively.
		 */
		JsonNode poll() {
			boolean standard = this.number / 2 % 2 == 0;
			String[] headers = { (this.number / 4 % 2 == 0) ? "Prefer: wait=1" : "Prefer: wait=25",
					"X-Forwarded-For: 192.0.2." + this.number };
			for (int turn = this.number;; turn++) {
				TestCli at = this.cli.at(node(turn).wire());
				RawResponse answer = standard ? at.poll(headers) : at.status(headers);
				if (!isToComeAgain(answer.status(), answer.json(), standard)) {
					assertThat(answer.error()).isIn("200 ", "400 access_denied");
					return answer.json();
				}
			}
		}

		private static boolean isToComeAgain(int status, JsonNode body, boolean standard) {
			return switch (status) {
				case 200 -> body.path("status").asString("").equals("pending");
				case 400 -> body.path("error").asString("").equals("authorization_pending");
				// Ends a login for the libraries of others
				case 503 -> !standard && body.path("error").asString("").equals("temporarily_unavailable");
				default -> false;
			};
		}

	}

	/**
	 * A login whose poll waits.
	 *
	 * @param number which one
	 * @param id the login's id
	 * @param answer the last one that its terminal gets
	 */
	private record Waiting(int number, String id, Future<JsonNode> answer) {

		boolean isRejected() {
			return this.number % 3 == 2;
		}

		/** Empty if the user rejected. */
		List<String> credential() throws Exception {
			JsonNode last = this.answer.get(1, TimeUnit.MINUTES);
			if (isRejected()) {
				assertThat(last.path("message").asString("")).as(last.toString()).isEqualTo(NO);
				return List.of();
			}
			return List
				.of((last.has("credentials") ? last.get("credentials").get("accessToken") : last.get("access_token"))
					.asString());
		}

	}

	/** One instance. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class HostConfiguration {

		@Bean
		TestRepository store(MongoDatabaseFactory databases) {
			return new TestRepository(MongoCliLogins.repository(databases.getMongoDatabase(), "logins", true));
		}

	}

}
