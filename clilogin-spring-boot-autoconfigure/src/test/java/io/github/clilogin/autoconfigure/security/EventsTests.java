package io.github.clilogin.autoconfigure.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestCli;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the events of a login, and that a listener finds the new state stored.
 */
class EventsTests {

	@AutoClose
	private final HostApplication host = HostApplication.start(Audited.class, "clilogin.endpoints.cli=true",
			"clilogin.api.paths=/api/**", "clilogin.limits.starts-per-minute=4");

	private final Audit audit = this.host.bean(Audit.class);

	private final CliLoginService service = this.host.service();

	@Test
	void eachStepIsPublishedOnceAndAfterItWasWritten() {
		TestCli commandLine = this.host.confirm(confirmed());
		this.service.confirm(this.host.loginOf(commandLine).id(), TestUsers.user("ben"));
		String token = commandLine.token();
		commandLine.token();
		this.host.wire().get("/api/me", TestCli.bearer(token));
		commandLine.poll();
		this.host.wire().form("/clilogin/revoke", Map.of("token", token));
		this.host.wire().form("/clilogin/revoke", Map.of("token", token));
		this.service.delete(this.host.loginOf(commandLine).id());
		assertThat(this.audit.heard).containsExactly("Started PENDING", "Decided CONFIRMED", "Contested CONFIRMED",
				"Collected COLLECTED", "Redelivered COLLECTED", "Replayed COLLECTED", "Revoked REVOKED",
				"Deleted nothing");
		isWithoutSecrets(token);
	}

	@Test
	void eachWayToEndALoginIsPublished() {
		TestCli rejected = start();
		this.service.reject(this.host.loginOf(rejected).id(), TestUsers.account("ann"), "no");
		rejected.poll();
		TestCli cancelled = confirmed();
		cancelled.cancel();
		cancelled.cancel();
		TestCli inTheGrace = confirmed();
		String token = inTheGrace.token();
		inTheGrace.cancel();
		TestCli all = confirmed();
		this.service.revokeAll("ann");
		assertThat(this.host.loginOf(all).status()).isEqualTo(CliLoginStatus.REVOKED);
		assertThat(this.audit.heard).containsExactly("Started PENDING", "Decided REJECTED", "Started PENDING",
				"Decided CONFIRMED", "Cancelled CANCELLED", "Started PENDING", "Decided CONFIRMED",
				"Collected COLLECTED", "Revoked REVOKED", "Started PENDING", "Decided CONFIRMED", "RevokedAll 1");
		isWithoutSecrets(token);
	}

	@Test
	void missingAccountIsPublishedWhenTheLoginIsCollected() {
		TestCli commandLine = confirmed();
		this.host.bean(Audited.class).locked = true;
		assertThat(commandLine.poll().error()).isEqualTo("400 access_denied");
		assertThat(this.audit.heard).endsWith("Revoked REVOKED");
		assertThat(this.audit.events).last()
			.isEqualTo(new CliLoginEvent.Revoked(this.host.loginOf(commandLine).id(), "account"));
	}

	@Test
	void throttlingIsPublishedOncePerLimit() {
		List<RawResponse> answers = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			answers.add(this.host.wire().form("/clilogin/device", Map.of()));
		}
		assertThat(answers).extracting(RawResponse::status).containsExactly(200, 200, 200, 200, 429, 429, 429);
		assertThat(this.audit.heard).containsExactly("Started PENDING", "Started PENDING", "Started PENDING",
				"Started PENDING", "Throttled STARTS_PER_ADDRESS");
	}

	@Test
	void listenerThatFailsChangesNoAnswer() {
		this.audit.failing = true;
		String token = confirmed().token();
		assertThat(this.host.wire().get("/api/me", TestCli.bearer(token)).body()).isEqualTo("ann");
		assertThat(this.audit.heard).hasSize(3);
	}

	private TestCli start() {
		return this.host.cli(Map.of("device_name", "laptop"));
	}

	private TestCli confirmed() {
		return this.host.confirm(start());
	}

	private void isWithoutSecrets(String token) {
		assertThat(this.audit.events.toString()).doesNotContain(token).doesNotContain("salt").contains("laptop");
	}

	/**
	 * A host that keeps an audit trail.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainHost.class)
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
