package io.github.clilogin;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.store.Field;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a login is either evicted or opened, while many threads do both.
 */
class EvictionRaceTests {

	private static final int CAP = 100;

	private static final int ROUNDS = 20;

	private final Queue<CliLoginEvent> events = new ConcurrentLinkedQueue<>();

	private final CliLoginService service = TestLogins.builder(MemoryCliLogins.repository(), new TestUsers())
		.settings(settings())
		.listener(this.events::add)
		.build();

	private final ExecutorService executor = Executors.newFixedThreadPool(8);

	private static CliLoginSettings settings() {
		CliLoginSettings defaults = CliLoginSettings.defaults();
		return new CliLoginSettings(defaults.flows(), defaults.lifetime(), defaults.collectWindow(), CAP,
				defaults.scopes(), defaults.clients(), defaults.proof(), defaults.token());
	}

	@AfterEach
	void close() {
		this.executor.shutdownNow();
		this.service.close();
	}

	private StartResult start(String address) {
		return this.service.start(CliLoginRequest.builder(CliLoginFlow.CONFIRM).remoteAddress(address).build());
	}

	@Test
	void anOpenedOrConfirmedLoginIsNeverEvicted() throws Exception {
		List<String> opened = new ArrayList<>();
		for (int i = 0; i < CAP; i++) {
			start("203.0.113." + (i % 2));
		}
		for (int round = 0; round < ROUNDS; round++) {
			List<String> targets = newest();
			List<Callable<String>> tasks = new ArrayList<>();
			for (int i = 0; i < targets.size(); i++) {
				String id = targets.get(i);
				String address = "198.51.100." + (round * 10 + i);
				tasks.add((i % 2 == 0) ? () -> review(id) : () -> confirm(id));
				tasks.add(() -> start(address).toString());
			}
			for (Future<String> done : this.executor.invokeAll(tasks)) {
				if (targets.contains(done.get())) {
					opened.add(done.get());
				}
			}
		}
		List<String> evicted = this.events.stream()
			.filter(CliLoginEvent.Evicted.class::isInstance)
			.map((event) -> ((CliLoginEvent.Evicted) event).id())
			.toList();
		assertThat(evicted).isNotEmpty().doesNotHaveDuplicates().doesNotContainAnyElementsOf(opened);
		assertThat(opened).isNotEmpty()
			.allSatisfy((id) -> assertThat(this.service.get(id).orElseThrow().status()).isIn(CliLoginStatus.PENDING,
					CliLoginStatus.CONFIRMED));
	}

	/** Returns the pending logins that are evicted next, newest first. */
	private List<String> newest() {
		List<String> ids = this.events.stream()
			.filter(CliLoginEvent.Started.class::isInstance)
			.map((event) -> ((CliLoginEvent.Started) event).login().id())
			.filter((id) -> this.service.get(id).orElseThrow().status() == CliLoginStatus.PENDING)
			.filter((id) -> this.service.get(id).orElseThrow().row().get(Field.OPENED_AT) == null)
			.toList();
		return ids.subList(Math.max(0, ids.size() - 6), ids.size());
	}

	private String review(String id) {
		boolean pending = this.service.reviewById(id, TestUsers.user("reader of " + id))
			.filter((login) -> login.status() == CliLoginStatus.PENDING)
			.isPresent();
		return pending ? id : "evicted";
	}

	private String confirm(String id) {
		return (this.service.confirm(id, TestUsers.user("ann")) instanceof DecisionResult.Decided) ? id : "evicted";
	}

}
