package io.github.clilogin.autoconfigure.web;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CollectResult;
import io.github.clilogin.StartResult;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.HostNode;
import io.github.clilogin.testsupport.TestRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that polls which wait are told what happens, and when the application ends.
 */
class WaitingPollsAutoConfigurationTests {

	private final List<HostNode> hosts = new ArrayList<>();

	private HostNode start(String server) {
		HostNode host = HostNode.start(HostConfiguration.class, "test.server=" + server, "server.shutdown=graceful",
				"spring.autoconfigure.exclude=org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration");
		this.hosts.add(host);
		return host;
	}

	@AfterEach
	void close() {
		this.hosts.forEach(HostNode::close);
	}

	private static List<CompletableFuture<HttpResponse<String>>> waitingPolls(HostNode host,
			StartResult.Started... logins) throws Exception {
		List<CompletableFuture<HttpResponse<String>>> polls = Stream.of(logins)
			.map((login) -> host.poll("/clilogin/status", Objects.requireNonNull(login.code()), "Prefer", "wait=25"))
			.toList();
		host.context()
			.getBean(TestRepository.class)
			.awaitWaiting(Stream.of(logins).map((login) -> login.login().id()).toList());
		return polls;
	}

	private static String answer(CompletableFuture<HttpResponse<String>> poll) throws Exception {
		return poll.get(10, TimeUnit.SECONDS).body();
	}

	@Test
	void whatHappensHereReleasesAPollEvenIfAListenerOfTheHostFails() throws Exception {
		HostNode host = start("tomcat");
		StartResult.Started login = host.login();
		CompletableFuture<HttpResponse<String>> poll = waitingPolls(host, login).get(0);
		host.service().confirm(login.login().id(), null, CliCredential.refuse("Not today"));
		assertThat(answer(poll)).isEqualTo("{\"status\":\"rejected\",\"message\":\"Not today\"}");
		assertThat(host.service().collect(Objects.requireNonNull(login.code()), null))
			.isInstanceOf(CollectResult.Rejected.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "tomcat", "jetty" })
	void anApplicationThatEndsAnswersAllAtOnceAndIsNotHeldUp(String server) throws Exception {
		HostNode host = start(server);
		List<CompletableFuture<HttpResponse<String>>> polls = waitingPolls(host, host.login(), host.login(),
				host.login());
		long end = System.nanoTime();
		host.close();
		assertThat(Duration.ofNanos(System.nanoTime() - end)).isLessThan(Duration.ofSeconds(5));
		for (CompletableFuture<HttpResponse<String>> poll : polls) {
			assertThat(answer(poll)).startsWith("{\"status\":\"pending\"");
			assertThat(poll.get().headers().firstValue("Preference-Applied")).isEmpty();
		}
	}

	/**
	 * Jetty closes the connection of a waiting poll that is not answered before its
	 * connector stops.
	 */
	@Test
	void theWebServerIsNotStoppedBeforeAllWaitingPollsAreAnswered() throws Exception {
		HostNode host = HostNode.start(SlowHostConfiguration.class, "test.server=jetty");
		this.hosts.add(host);
		List<CompletableFuture<HttpResponse<String>>> polls = waitingPolls(host, host.login(), host.login());
		SlowRepository store = host.context().getBean(SlowRepository.class);
		store.slow = true;
		host.close();
		assertThat(store.readWhenClosed).isEqualTo(polls.size());
		for (CompletableFuture<HttpResponse<String>> poll : polls) {
			assertThat(answer(poll)).startsWith("{\"status\":\"pending\"");
		}
	}

	@Test
	void anotherContextThatEndsIsNotTheApplication() throws Exception {
		HostNode host = start("tomcat");
		StartResult.Started login = host.login();
		CompletableFuture<HttpResponse<String>> poll = waitingPolls(host, login).get(0);
		SpringApplication child = new SpringApplication(ChildConfiguration.class);
		child
			.setDefaultProperties(Map.of("spring.main.web-application-type", "none", "spring.main.banner-mode", "off"));
		child.addInitializers((context) -> context.setParent(host.context()));
		child.run().close();
		assertThat(poll).isNotDone();
		host.service().reject(login.login().id(), null, null);
		assertThat(answer(poll)).isEqualTo("{\"status\":\"rejected\"}");
	}

	/** A host whose store tells nothing of decisions, and whose listener fails. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class HostConfiguration {

		@Bean
		TestRepository store() {
			return new TestRepository(MemoryCliLogins.repository()) {
				@Override
				public List<Undelivered> undelivered(Instant since, int limit) {
					super.undelivered(since, limit);
					return List.of();
				}
			};
		}

		@EventListener
		void fail(CliLoginEvent.Decided event) {
			throw new IllegalStateException("A listener of the host's");
		}

	}

	/** A host whose store answers slowly while the application ends. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class SlowHostConfiguration {

		@Bean
		SlowRepository store() {
			return new SlowRepository();
		}

	}

	/**
	 * A store whose slow reads last until the application has told all listeners of its
	 * end.
	 */
	static class SlowRepository extends TestRepository {

		private final CountDownLatch closed = new CountDownLatch(1);

		private final AtomicInteger read = new AtomicInteger();

		private volatile boolean slow;

		private int readWhenClosed;

		SlowRepository() {
			super(MemoryCliLogins.repository());
		}

		@EventListener
		void onClosed(ContextClosedEvent event) {
			this.readWhenClosed = this.read.get();
			this.closed.countDown();
		}

		@Override
		public Optional<CliLogin> findById(String id) {
			if (this.slow) {
				awaitClosed();
				this.read.incrementAndGet();
			}
			return super.findById(id);
		}

		private void awaitClosed() {
			try {
				this.closed.await(500, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	/** A part of the host with a life of its own. */
	@Configuration(proxyBeanMethods = false)
	static class ChildConfiguration {

	}

}
