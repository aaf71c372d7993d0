package io.github.clilogin.autoconfigure.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestCli;
import io.github.clilogin.testsupport.TestRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that waiting polls are answered by decisions and by the end of the application.
 */
class WaitingPollsAutoConfigurationTests {

	private final List<HostApplication> hosts = new ArrayList<>();

	private HostApplication start(Class<?> configuration, String server) {
		HostApplication host = HostApplication.start(configuration, "test.server=" + server, "server.shutdown=graceful",
				"clilogin.endpoints.cli=true", "clilogin.endpoints.page=true");
		this.hosts.add(host);
		return host;
	}

	private HostApplication start(String server) {
		return start(HostConfiguration.class, server);
	}

	@AfterEach
	void close() {
		this.hosts.forEach(HostApplication::close);
	}

	private static List<CompletableFuture<RawResponse>> waitingPolls(HostApplication host, TestCli... clis) {
		List<CompletableFuture<RawResponse>> polls = Stream.of(clis)
			.map((cli) -> RawConnection.async(() -> cli.status("Prefer: wait=25")))
			.toList();
		host.store().awaitWaiting(Stream.of(clis).map((cli) -> cli.id()).toList());
		return polls;
	}

	private static String answer(CompletableFuture<RawResponse> poll) throws Exception {
		return poll.get(30, TimeUnit.SECONDS).body();
	}

	@Test
	void aDecisionReleasesAPollEvenIfAListenerOfTheHostFails() throws Exception {
		HostApplication host = start("tomcat");
		TestCli cli = host.cli();
		CompletableFuture<RawResponse> poll = waitingPolls(host, cli).get(0);
		host.service().confirm(cli.id(), null, CliCredential.refuse("Not today"));
		assertThat(answer(poll)).isEqualTo("{\"status\":\"rejected\",\"message\":\"Not today\"}");
		assertThat(cli.poll().error()).isEqualTo("400 access_denied");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tomcat", "jetty" })
	void closingTheApplicationAnswersAllWaitingPollsAtOnce(String server) throws Exception {
		HostApplication host = start(server);
		List<CompletableFuture<RawResponse>> polls = waitingPolls(host, host.cli(), host.cli(), host.cli());
		long end = System.nanoTime();
		host.close();
		// The polls asked to wait for 25 s
		assertThat(Duration.ofNanos(System.nanoTime() - end)).isLessThan(Duration.ofSeconds(20));
		for (CompletableFuture<RawResponse> poll : polls) {
			assertThat(answer(poll)).startsWith("{\"status\":\"pending\"");
			assertThat(poll.get().header("Preference-Applied")).isEmpty();
		}
	}

	/**
	 * Jetty closes the connection of a waiting poll that is not answered before its
	 * connector stops.
	 */
	@Test
	void theWebServerIsNotStoppedBeforeAllWaitingPollsAreAnswered() throws Exception {
		HostApplication host = start(SlowHostConfiguration.class, "jetty");
		List<CompletableFuture<RawResponse>> polls = waitingPolls(host, host.cli(), host.cli());
		SlowRepository store = host.bean(SlowRepository.class);
		store.slow = true;
		host.close();
		assertThat(store.readWhenClosed).isEqualTo(polls.size());
		for (CompletableFuture<RawResponse> poll : polls) {
			assertThat(answer(poll)).startsWith("{\"status\":\"pending\"");
		}
	}

	@Test
	void closingAnotherContextReleasesNoPoll() throws Exception {
		HostApplication host = start("tomcat");
		TestCli cli = host.cli();
		CompletableFuture<RawResponse> poll = waitingPolls(host, cli).get(0);
		SpringApplication child = new SpringApplication(ChildConfiguration.class);
		child
			.setDefaultProperties(Map.of("spring.main.web-application-type", "none", "spring.main.banner-mode", "off"));
		child.addInitializers((context) -> context.setParent(host.context()));
		child.run().close();
		assertThat(poll).isNotDone();
		host.service().reject(cli.id(), null, null);
		assertThat(answer(poll)).startsWith("{\"status\":\"rejected\"");
	}

	/** A host whose store tells nothing of decisions, and whose listener fails. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class HostConfiguration {

		@Bean
		TestRepository store() {
			TestRepository store = new TestRepository(MemoryCliLogins.repository());
			store.decisions(Set::of);
			return store;
		}

		@EventListener
		void fail(CliLoginEvent.Decided event) {
			throw new IllegalStateException("The listener failed");
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
