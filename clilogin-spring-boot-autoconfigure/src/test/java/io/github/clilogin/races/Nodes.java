package io.github.clilogin.races;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.StartResult;
import io.github.clilogin.mongodb.MongoCliLogins;
import io.github.clilogin.security.CliLoginSecurity;
import io.github.clilogin.testsupport.ForwardingRepository;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Three nodes on one MongoDB. Each is a service with a client of its own, and no server:
 * nodes share nothing but the database, and at an endpoint the pace of polls would be
 * kept, so that hardly any two of them raced.
 */
final class Nodes implements AutoCloseable {

	/** Prefix of the names of users who get a credential of the host. */
	static final String HOST = "host ";

	private final List<MongoClient> clients = new ArrayList<>();

	private final List<CliLoginService> services = new ArrayList<>();

	private final List<CliLoginService> crashing = new ArrayList<>();

	private final Queue<CliLoginEvent> events = new ConcurrentLinkedQueue<>();

	private final Map<String, Runnable> confirmations = new ConcurrentHashMap<>();

	private final AtomicInteger turn = new AtomicInteger();

	Nodes(String uri, String database) {
		for (int i = 0; i < 3; i++) {
			MongoClient client = MongoClients.create(uri);
			this.clients.add(client);
			CliLoginRepository repository = MongoCliLogins.repository(client.getDatabase(database), "logins", true);
			this.services.add(service(repository));
			this.crashing.add(service(new ForwardingRepository(repository) {
				@Override
				public int revokeAll(String ownerId, @Nullable String keepId, Instant now) {
					throw new CancellationException();
				}
			}));
		}
	}

	private CliLoginService service(CliLoginRepository repository) {
		return TestLogins.builder(repository, CliLoginSecurity.userService(() -> null))
			.mapper(this::credential)
			.listener(this.events::add)
			.build();
	}

	/** Returns another node each time. */
	CliLoginService next() {
		return this.services.get(Math.floorMod(this.turn.getAndIncrement(), this.services.size()));
	}

	List<CliLoginService> all() {
		return this.services;
	}

	/** Lets a node crash between the two steps of {@code revokeAll}. */
	void crashWhileRevokingAll(String user) {
		CliLoginService node = this.crashing.get(Math.floorMod(this.turn.getAndIncrement(), this.crashing.size()));
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> node.revokeAll(user));
	}

	/** Returns the events of all nodes since the last call. */
	List<CliLoginEvent> events() {
		List<CliLoginEvent> published = List.copyOf(this.events);
		this.events.clear();
		return published;
	}

	StartResult.Started start() {
		return new TestLogins(next()).start();
	}

	/** Runs an action once, while a user confirms. */
	void duringConfirmation(String user, Runnable action) {
		this.confirmations.put(user, action);
	}

	/** A host's own is another one whenever it is asked for. */
	private CliCredential credential(Authentication user, CliLogin login) {
		Optional.ofNullable(this.confirmations.remove(user.getName())).ifPresent(Runnable::run);
		return user.getName().startsWith(HOST) ? CliCredential.of(UUID.randomUUID().toString()) : CliCredential.token();
	}

	/**
	 * Retries while the outcome is unknown, like CLIs and users do.
	 */
	static <T> T stubbornly(Callable<T> action) {
		return TestWaits.await("an answer of MongoDB")
			.atMost(Duration.ofMinutes(2))
			.ignoreExceptionsInstanceOf(MongoException.class)
			.pollInSameThread()
			.until(action, (answer) -> true);
	}

	@Override
	public void close() {
		this.services.forEach(CliLoginService::close);
		this.crashing.forEach(CliLoginService::close);
		this.clients.forEach(MongoClient::close);
	}

}
