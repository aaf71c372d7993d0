package io.github.clilogin.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliLoginSettings;
import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.StartResult;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.TestLogins;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CliLoginAutoConfiguration}.
 */
class CliLoginAutoConfigurationTests {

	private static final UserDetailsService ACCOUNTS = new InMemoryUserDetailsManager(
			User.withUsername("ann").password("{noop}demo").roles("USER").build());

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CliLoginAutoConfiguration.class))
		.withBean(CliLoginRepository.class, MemoryCliLogins::repository);

	@Test
	void applicationWithoutAWebServerHasTheServiceWithTheDocumentedDefaults() {
		this.runner.run((context) -> assertThat(context.getBean(CliLoginService.class).settings())
			.isEqualTo(CliLoginSettings.defaults()));
	}

	@Test
	void propertiesReachTheService() {
		this.runner
			.withPropertyValues("clilogin.login.flows=code,browser", "clilogin.login.lifetime=3m",
					"clilogin.login.collect-window=90s", "clilogin.login.max-pending=7",
					"clilogin.login.scopes=read,write", "clilogin.clients.acme=Acme CLI", "clilogin.token.lifetime=7d",
					"clilogin.token.idle=1d", "clilogin.token.unverified-lifetime=2d", "clilogin.token.prefix=acme_")
			.run((context) -> {
				CliLoginSettings settings = context.getBean(CliLoginService.class).settings();
				assertThat(settings.flows()).containsExactly(CliLoginFlow.CODE, CliLoginFlow.BROWSER);
				assertThat(settings.lifetime()).isEqualTo(Duration.ofMinutes(3));
				assertThat(settings.collectWindow()).isEqualTo(Duration.ofSeconds(90));
				assertThat(settings.maxPending()).isEqualTo(7);
				assertThat(settings.scopes()).containsExactly("read", "write");
				assertThat(settings.clients()).containsOnlyKeys("acme").containsValue("Acme CLI");
				assertThat(settings.token()).isEqualTo(new CliLoginSettings.Token(Duration.ofDays(7),
						Duration.ofDays(1), Duration.ofDays(2), "acme_"));
			});
	}

	@Test
	void confirmedLoginIsATokenOfTheUserByDefault() {
		this.runner.run((context) -> assertThat(authenticate(context)).get().returns("ann", Authentication::getName));
	}

	@Test
	void tokenOfAUserWhoseAccountIsGoneIsNotLive() {
		InMemoryUserDetailsManager accounts = new InMemoryUserDetailsManager(ACCOUNTS.loadUserByUsername("ann"));
		this.runner.withBean(UserDetailsService.class, () -> accounts).run((context) -> {
			String token = token(context);
			accounts.deleteUser("ann");
			assertThat(context.getBean(CliLoginService.class).authenticate(token)).isEmpty();
		});
	}

	@Test
	void userIsASnapshotIfTheHostHasTwoUserDetailsServices() {
		this.runner.withBean("first", UserDetailsService.class, () -> ACCOUNTS)
			.withBean("second", UserDetailsService.class, () -> ACCOUNTS)
			.run((context) -> assertThat(context.getBean(CliUserService.class).remember(ann()).reloadable()).isFalse());
	}

	@Test
	void accountsMayDependOnLogins() {
		this.runner.withUserConfiguration(AccountsThatEndLogins.class)
			.run((context) -> assertThat(authenticate(context)).isPresent());
	}

	@Test
	void mapperOfTheHostIsUsed() {
		CliCredentialMapper refusing = (user, login) -> CliCredential.refuse("No");
		this.runner.withBean(CliCredentialMapper.class, () -> refusing).run((context) -> {
			CliLoginService service = context.getBean(CliLoginService.class);
			assertThat(context).hasSingleBean(CliCredentialMapper.class);
			assertThat(service.confirm(started(service).login().id(), ann()))
				.isInstanceOf(DecisionResult.Refused.class);
		});
	}

	@Test
	void userServiceOfTheHostIsUsed() {
		this.runner.withBean(CliUserService.class, Nobody::new).run((context) -> {
			assertThat(context).hasSingleBean(CliUserService.class);
			assertThat(context.getBean(CliLoginService.class).ownerOf(ann())).isEqualTo("nobody");
		});
	}

	@Test
	void clockForLoginsIsUsed() {
		Instant then = Instant.parse("2001-02-03T04:05:06Z");
		this.runner.withBean("cliLoginClock", Clock.class, () -> Clock.fixed(then, ZoneOffset.UTC)).run((context) -> {
			CliLoginService service = context.getBean(CliLoginService.class);
			assertThat(started(service).login().createdAt()).isEqualTo(then);
		});
	}

	@Test
	void clockOfTheHostDoesNotRuleLogins() {
		Instant then = Instant.parse("2001-02-03T04:05:06Z");
		this.runner.withBean("businessClock", Clock.class, () -> Clock.fixed(then, ZoneOffset.UTC)).run((context) -> {
			CliLoginService service = context.getBean(CliLoginService.class);
			assertThat(started(service).login().createdAt()).isAfter(then.plus(Duration.ofDays(365)));
		});
	}

	@Test
	void serviceOfTheHostIsUsed() {
		this.runner.withBean("own", CliLoginService.class, CliLoginAutoConfigurationTests::service)
			.run((context) -> assertThat(context).hasSingleBean(CliLoginService.class).hasBean("own"));
	}

	@Test
	void eventsArePublishedToTheApplication() {
		this.runner.withBean(Listener.class).run((context) -> {
			token(context);
			assertThat(context.getBean(Listener.class).events).hasExactlyElementsOfTypes(CliLoginEvent.Started.class,
					CliLoginEvent.Decided.class, CliLoginEvent.Collected.class);
		});
	}

	@Test
	void badPrefixFailsTheStartWithADescription() {
		this.runner.withPropertyValues("clilogin.token.prefix=no blanks")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(CliLoginConfigurationException.class)
				.hasMessageContaining("clilogin.token.prefix"));
	}

	private static Optional<CliTokenAuthentication> authenticate(AssertableApplicationContext context) {
		return context.getBean(CliLoginService.class).authenticate(token(context));
	}

	private static String token(AssertableApplicationContext context) {
		return new TestLogins(context.getBean(CliLoginService.class)).token(ann());
	}

	private static StartResult.Started started(CliLoginService service) {
		return new TestLogins(service).start();
	}

	private static Authentication ann() {
		return UsernamePasswordAuthenticationToken.authenticated(ACCOUNTS.loadUserByUsername("ann"), null, List.of());
	}

	private static CliLoginService service() {
		return CliLoginService.builder(MemoryCliLogins.repository(), new Nobody()).build();
	}

	@Configuration(proxyBeanMethods = false)
	static class AccountsThatEndLogins {

		@Bean
		UserDetailsService accounts(CliLoginService logins) {
			logins.revokeAll("ben");
			return ACCOUNTS;
		}

	}

	static class Listener {

		private final List<CliLoginEvent> events = new ArrayList<>();

		@EventListener
		void on(CliLoginEvent event) {
			this.events.add(event);
		}

	}

	static class Nobody implements CliUserService {

		@Override
		public CliUser remember(Authentication user) {
			return new CliUser("nobody", "Nobody", Set.of(), false);
		}

		@Override
		public Optional<Authentication> load(CliUser user) {
			return Optional.empty();
		}

	}

}
