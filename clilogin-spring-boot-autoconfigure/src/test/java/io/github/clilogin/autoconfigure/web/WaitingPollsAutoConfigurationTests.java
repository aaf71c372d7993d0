package io.github.clilogin.autoconfigure.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.ForwardingRepository;
import io.github.clilogin.StartResult;
import io.github.clilogin.memory.MemoryCliLogins;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that polls which wait are told what happens, and when the application ends.
 */
class WaitingPollsAutoConfigurationTests {

	private final ConfigurableApplicationContext context = start();

	private final CliLoginService service = this.context.getBean(CliLoginService.class);

	private final StartResult.Started login = (StartResult.Started) this.service
		.start(CliLoginRequest.of(CliLoginFlow.CONFIRM));

	private final DeviceCode code = Objects.requireNonNull(this.login.code());

	private static ConfigurableApplicationContext start() {
		SpringApplication application = new SpringApplication(HostConfiguration.class);
		application.setDefaultProperties(Map.of("server.port", 0, "clilogin.endpoints.cli", true,
				"clilogin.endpoints.page", true, "spring.autoconfigure.exclude",
				"org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration", "spring.main.banner-mode",
				"off", "logging.level.root", "error"));
		return application.run();
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	private CompletableFuture<HttpResponse<String>> poll() {
		int port = Objects.requireNonNull(((WebServerApplicationContext) this.context).getWebServer()).getPort();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/clilogin/status"))
			.header("Content-Type", "application/json")
			.header("Prefer", "wait=25")
			.POST(BodyPublishers.ofString("{\"deviceCode\":\"" + this.code.value() + "\"}"))
			.build();
		return HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
	}

	/** One that the watch has passed over at least once. */
	private CompletableFuture<HttpResponse<String>> waitingPoll() throws Exception {
		CompletableFuture<HttpResponse<String>> poll = poll();
		Store store = this.context.getBean(Store.class);
		assertThat(store.watched.await(10, TimeUnit.SECONDS)).isTrue();
		return poll;
	}

	private static String answer(CompletableFuture<HttpResponse<String>> poll) throws Exception {
		return poll.get(10, TimeUnit.SECONDS).body();
	}

	@Test
	void whatHappensHereReleasesAPollEvenIfAListenerOfTheHostFails() throws Exception {
		CompletableFuture<HttpResponse<String>> poll = waitingPoll();
		this.service.confirm(this.login.login().id(), null, CliCredential.refuse("Not today"));
		assertThat(answer(poll)).isEqualTo("{\"status\":\"rejected\",\"message\":\"Not today\"}");
		assertThat(this.service.collect(this.code, null)).isInstanceOf(CollectResult.Rejected.class);
	}

	@Test
	void anApplicationThatEndsIsNotHeldUp() throws Exception {
		CompletableFuture<HttpResponse<String>> poll = waitingPoll();
		this.context.close();
		assertThat(answer(poll)).startsWith("{\"status\":\"pending\"");
	}

	@Test
	void anotherContextThatEndsIsNotTheApplication() throws Exception {
		CompletableFuture<HttpResponse<String>> poll = waitingPoll();
		SpringApplication child = new SpringApplication(ChildConfiguration.class);
		child
			.setDefaultProperties(Map.of("spring.main.web-application-type", "none", "spring.main.banner-mode", "off"));
		child.addInitializers((context) -> context.setParent(this.context));
		child.run().close();
		assertThat(poll).isNotDone();
		this.service.reject(this.login.login().id(), null, null);
		assertThat(answer(poll)).isEqualTo("{\"status\":\"rejected\"}");
	}

	/** A host whose store tells nothing of decisions, and whose listener fails. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class HostConfiguration {

		@Bean
		Store store() {
			return new Store();
		}

		@EventListener
		void fail(CliLoginEvent.Decided event) {
			throw new IllegalStateException("A listener of the host's");
		}

	}

	/** A part of the host with a life of its own. */
	@Configuration(proxyBeanMethods = false)
	static class ChildConfiguration {

	}

	/** A store that is asked for decisions in vain. */
	static final class Store extends ForwardingRepository {

		private final CountDownLatch watched = new CountDownLatch(2);

		Store() {
			super(MemoryCliLogins.repository());
		}

		@Override
		public Set<String> undelivered(Instant since) {
			this.watched.countDown();
			return Set.of();
		}

	}

}
