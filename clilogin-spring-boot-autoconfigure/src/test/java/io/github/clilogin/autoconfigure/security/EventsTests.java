package io.github.clilogin.autoconfigure.security;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliLoginStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application context hears of a login, and what a listener then finds stored.
 */
class EventsTests {

	private Host host;

	private Audit audit;

	private CliLoginService service;

	@BeforeEach
	void start() {
		this.host = Host.start(Audited.class, "clilogin.endpoints.cli=true", "clilogin.api.paths=/api/**",
				"clilogin.limits.starts-per-minute=4");
		this.audit = this.host.bean(Audit.class);
		this.service = this.host.bean(CliLoginService.class);
	}

	@AfterEach
	void stop() {
		this.host.close();
	}

	@Test
	void eachStepIsHeardOnceAndAfterItWasWritten() throws Exception {
		CommandLine commandLine = new CommandLine(this.host, "laptop").confirmed().confirmed();
		this.service.confirm(commandLine.login().id(), new TestingAuthenticationToken("ben", "", "ROLE_USER"));
		String token = commandLine.token();
		commandLine.token();
		this.host.get("/api/me", CommandLine.bearer(token));
		commandLine.poll();
		this.host.post("/clilogin/revoke", Map.of("token", token));
		this.host.post("/clilogin/revoke", Map.of("token", token));
		this.service.delete(commandLine.login().id());
		assertThat(this.audit.heard).containsExactly("Started PENDING", "Decided CONFIRMED", "Contested CONFIRMED",
				"Collected COLLECTED", "Redelivered COLLECTED", "Replayed COLLECTED", "Revoked REVOKED",
				"Deleted nothing");
		isWithoutSecrets(token);
	}

	@Test
	void eachWayToEndALoginIsHeard() throws Exception {
		CommandLine rejected = new CommandLine(this.host, "laptop");
		this.service.reject(rejected.login().id(), CommandLine.ann(), "no");
		rejected.poll();
		CommandLine cancelled = new CommandLine(this.host, "laptop").confirmed();
		cancelled.cancel();
		cancelled.cancel();
		CommandLine inTheGrace = new CommandLine(this.host, "laptop").confirmed();
		String token = inTheGrace.token();
		inTheGrace.cancel();
		CommandLine all = new CommandLine(this.host, "laptop").confirmed();
		this.service.revokeAll("ann");
		assertThat(all.login().status()).isEqualTo(CliLoginStatus.REVOKED);
		assertThat(this.audit.heard).containsExactly("Started PENDING", "Decided REJECTED", "Started PENDING",
				"Decided CONFIRMED", "Cancelled CANCELLED", "Started PENDING", "Decided CONFIRMED",
				"Collected COLLECTED", "Revoked REVOKED", "Started PENDING", "Decided CONFIRMED", "RevokedAll 1");
		isWithoutSecrets(token);
	}

	@Test
	void accountThatIsGoneIsHeardOfWhenTheLoginIsCollected() throws Exception {
		CommandLine commandLine = new CommandLine(this.host, "laptop").confirmed();
		this.host.bean(Audited.class).locked = true;
		assertThat(CommandLine.error(commandLine.poll())).isEqualTo("400 access_denied");
		assertThat(this.audit.heard).endsWith("Revoked REVOKED");
		assertThat(this.audit.events).last().isEqualTo(new CliLoginEvent.Revoked(commandLine.login().id(), "account"));
	}

	@Test
	void throttleIsHeardOnceForEachBudget() throws Exception {
		List<HttpResponse<String>> answers = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			answers.add(this.host.post("/clilogin/device", Map.of()));
		}
		assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(200, 200, 200, 200, 429, 429, 429);
		assertThat(this.audit.heard).containsExactly("Started PENDING", "Started PENDING", "Started PENDING",
				"Started PENDING", "Throttled STARTS_PER_ADDRESS");
	}

	@Test
	void listenerThatFailsChangesNoAnswer() throws Exception {
		this.audit.failing = true;
		String token = new CommandLine(this.host, "laptop").confirmed().token();
		assertThat(this.host.get("/api/me", CommandLine.bearer(token)).body()).isEqualTo("ann");
		assertThat(this.audit.heard).hasSize(3);
	}

	private void isWithoutSecrets(String token) {
		assertThat(this.audit.events.toString()).doesNotContain(token).doesNotContain("salt").contains("laptop");
	}

	/**
	 * A host that keeps an audit trail.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(Host.Plain.class)
	static class Audited {

		private volatile boolean locked;

		@Bean
		Audit audit(ObjectProvider<CliLoginRepository> repository) {
			return new Audit(repository);
		}

		@Bean
		UserDetailsService accounts() {
			return (name) -> ann();
		}

		private UserDetails ann() {
			return User.withUsername("ann").password("{noop}demo").roles("USER").accountLocked(this.locked).build();
		}

	}

	/**
	 * Looks into the store at each event.
	 */
	static class Audit {

		private final List<CliLoginEvent> events = new CopyOnWriteArrayList<>();

		private final List<String> heard = new CopyOnWriteArrayList<>();

		private final ObjectProvider<CliLoginRepository> repository;

		private volatile boolean failing;

		Audit(ObjectProvider<CliLoginRepository> repository) {
			this.repository = repository;
		}

		@EventListener
		void on(CliLoginEvent event) {
			this.events.add(event);
			this.heard.add(event.getClass().getSimpleName() + " " + state(event));
			if (this.failing) {
				throw new IllegalStateException("The audit trail is full");
			}
		}

		private String state(CliLoginEvent event) {
			if (event instanceof CliLoginEvent.Throttled throttled) {
				return throttled.limit().name();
			}
			if (event instanceof CliLoginEvent.RevokedAll all) {
				return String.valueOf(all.count());
			}
			return stored(id(event)).map((login) -> login.status().name()).orElse("nothing");
		}

		private Optional<CliLogin> stored(String id) {
			return this.repository.getObject().findById(id);
		}

		private static String id(CliLoginEvent event) {
			if (event instanceof CliLoginEvent.Started started) {
				return started.login().id();
			}
			if (event instanceof CliLoginEvent.Decided decided) {
				return decided.login().id();
			}
			if (event instanceof CliLoginEvent.Collected collected) {
				return collected.login().id();
			}
			if (event instanceof CliLoginEvent.Redelivered redelivered) {
				return redelivered.login().id();
			}
			if (event instanceof CliLoginEvent.Replayed replayed) {
				return replayed.login().id();
			}
			if (event instanceof CliLoginEvent.Contested contested) {
				return contested.login().id();
			}
			if (event instanceof CliLoginEvent.Cancelled cancelled) {
				return cancelled.id();
			}
			if (event instanceof CliLoginEvent.Revoked revoked) {
				return revoked.id();
			}
			return ((CliLoginEvent.Deleted) event).id();
		}

	}

}
