package io.github.clilogin.races;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.clilogin.mongodb.MongoCliLogins;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.MovableClock;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;
import io.github.clilogin.testsupport.TestCli;
import io.github.clilogin.testsupport.TestRepository;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a CLI that loses the answer of one instance and polls another one, which has read
 * the login as pending and whose watch has not seen the decision.
 */
@RealMongoDbTest
class LostAnswerTests {

	private static final Runnable NOTHING = () -> {
	};

	@AutoClose
	private final MongoClient client = MongoClients.create(RealMongoDb.uri());

	private final String database = RealMongoDb.newDatabase(getClass());

	private final WatchedStore store = new WatchedStore(this.client, this.database);

	@AutoClose
	private final HostApplication node = start(this.store);

	@AutoClose
	private final HostApplication other = start(new WatchedStore(this.client, this.database));

	private static HostApplication start(WatchedStore store) {
		return HostApplication.with(HostConfiguration.class)
			.properties("clilogin.endpoints.cli=true")
			.bean(store)
			.start();
	}

	private boolean isRead(TestCli cli) {
		int before = this.store.reads();
		assertThat(cli.poll().error()).isEqualTo("400 authorization_pending");
		return this.store.reads() > before;
	}

	private String collectElsewhere(TestCli cli) {
		return this.other.confirm(cli.at(this.other.wire())).token();
	}

	@Test
	void theNextPollDeliversACredentialWhoseDeliveryFailedElsewhere() throws Exception {
		TestCli cli = this.node.cli();
		TestWaits.await("a poll without a read").until(() -> !isRead(cli));
		CompletableFuture<String> lost = new CompletableFuture<>();
		this.store.afterNextLook(() -> lost.completeAsync(() -> collectElsewhere(cli)).join());
		String token = lost.get(30, TimeUnit.SECONDS);
		this.node.clock().advance(Duration.ofSeconds(10));
		this.store.awaitLooks(2);
		assertThat(cli.token()).isEqualTo(token);
	}

	/** A host application with a user. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class HostConfiguration {

		@Bean
		MovableClock cliLoginClock() {
			return MovableClock.running();
		}

	}

	/** A store that runs an action after the watch has queried and before it knows. */
	static final class WatchedStore extends TestRepository {

		private final AtomicReference<Runnable> afterLook = new AtomicReference<>(NOTHING);

		WatchedStore(MongoClient client, String database) {
			super(MongoCliLogins.repository(client.getDatabase(database), "logins", true));
		}

		void afterNextLook(Runnable action) {
			this.afterLook.set(action);
		}

		@Override
		public List<Undelivered> undelivered(Instant since, int limit) {
			List<Undelivered> found = super.undelivered(since, limit);
			this.afterLook.getAndSet(NOTHING).run();
			return found;
		}

	}

}
