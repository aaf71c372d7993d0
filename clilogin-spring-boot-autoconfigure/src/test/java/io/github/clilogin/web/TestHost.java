package io.github.clilogin.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import io.github.clilogin.hpke.HpkeSealer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;
import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliLoginSettings;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.ForwardingRepository;
import io.github.clilogin.testsupport.MovableClock;
import io.github.clilogin.testsupport.RawAnswer;
import io.github.clilogin.testsupport.Wire;
import io.github.clilogin.web.poll.WaitingPolls;
import io.github.clilogin.web.user.SignedInUser;

/**
 * A host application on an embedded server, wired by hand.
 */
public final class TestHost implements AutoCloseable {

	public static final Instant START = Instant.parse("2026-11-21T12:00:00.123Z");

	private final MovableClock clock = MovableClock.at(START);

	private final Store store = new Store();

	private final List<CliLoginEvent> events = new CopyOnWriteArrayList<>();

	private final Users users = new Users();

	private final CliLoginService service;

	private final ConfigurableApplicationContext context;

	private CliCredentialMapper mapper = (user, login) -> CliCredential.token();

	private TestHost(Builder builder) {
		this.service = CliLoginService.builder(this.store, this.users)
			.mapper((user, login) -> this.mapper.map(user, login))
			.sealer(HpkeSealer.create())
			.settings(builder.login)
			.clock(this.clock)
			.listener(this::happened)
			.build();
		this.context = builder.run(this, builder.web(this.clock));
	}

	private void happened(CliLoginEvent event) {
		this.events.add(event);
		waiting().onEvent(event);
	}

	public Consumer<CliLoginEvent> listener() {
		return this::happened;
	}

	public WaitingPolls waiting() {
		return bean(WaitingPolls.class);
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/** The same logins on another instance of the application. */
	public CliLoginService elsewhere() {
		return CliLoginService.builder(this.store, this.users)
			.mapper((user, login) -> this.mapper.map(user, login))
			.settings(this.service.settings())
			.clock(this.clock)
			.build();
	}

	public static Builder with() {
		return new Builder();
	}

	public static TestHost start() {
		return with().start();
	}

	public Wire wire() {
		return new Wire(port());
	}

	public int port() {
		return Objects.requireNonNull(this.context.getEnvironment().getProperty("local.server.port", Integer.class));
	}

	public MovableClock clock() {
		return this.clock;
	}

	public CliLoginService service() {
		return this.service;
	}

	public List<CliLoginEvent> events() {
		return this.events;
	}

	public void mapper(CliCredentialMapper newMapper) {
		this.mapper = newMapper;
	}

	/** What the store says when it is asked for decisions. */
	public void decisions(Supplier<Set<String>> decisions) {
		this.store.decisions = decisions;
	}

	/** What happens when a login was read once more, before whoever reads it knows. */
	public void afterNextRead(String id, Runnable moment) {
		this.store.moments.put(id, moment);
	}

	public void storeFails(boolean failing) {
		this.store.failing = failing;
	}

	/** Returns how often the host was asked who a signed-in user is. */
	public int rememberedUsers() {
		return this.users.remembered.get();
	}

	public int storeReads() {
		return this.store.reads;
	}

	/** The one login that the user code of a device answer names. */
	public CliLogin loginOf(RawAnswer device) {
		String userCode = device.text(device.members().contains("user_code") ? "user_code" : "userCode");
		return this.store.findByUserCode(userCode.replace("-", "")).orElseThrow();
	}

	public RawAnswer confirmed(RawAnswer device) {
		this.service.confirm(loginOf(device).id(), user("ann"));
		return device;
	}

	public static Authentication user(String name) {
		return new TestingAuthenticationToken(name, "", "ROLE_USER");
	}

	@Override
	public void close() {
		waiting().close();
		this.context.close();
		this.service.close();
	}

	/** What a host decides. */
	public static final class Builder {

		private CliLoginSettings login = login(Set.of(), Map.of(), CliLoginFlow.values());

		private CliLoginPaths paths = CliLoginPaths.under("/clilogin");

		private @Nullable URI baseUrl;

		private @Nullable URI verificationUri;

		private String userCodeParameter = "user_code";

		private int maxWaiting = 1000;

		private int startsPerMinute = 1_000_000;

		private final List<Class<?>> configurations = new ArrayList<>(List.of(TestHostConfiguration.class));

		private final Map<String, Object> properties = new LinkedHashMap<>(
				Map.of("server.port", 0, "spring.main.banner-mode", "off", "logging.level.root", "warn"));

		public static CliLoginSettings login(Set<String> scopes, Map<String, String> clients, CliLoginFlow... flows) {
			CliLoginSettings defaults = CliLoginSettings.defaults();
			return new CliLoginSettings(new LinkedHashSet<>(Arrays.asList(flows)), defaults.lifetime(),
					defaults.collectWindow(), 10_000, scopes, clients, defaults.token());
		}

		public Builder login(CliLoginSettings newLogin) {
			this.login = newLogin;
			return this;
		}

		public Builder paths(CliLoginPaths newPaths) {
			this.paths = newPaths;
			return this;
		}

		public Builder baseUrl(String url) {
			this.baseUrl = URI.create(url);
			return this;
		}

		public Builder verificationUri(String uri) {
			this.verificationUri = URI.create(uri);
			return this;
		}

		public Builder userCodeParameter(String name) {
			this.userCodeParameter = name;
			return this;
		}

		public Builder startsPerMinute(int number) {
			this.startsPerMinute = number;
			return this;
		}

		public Builder maxWaiting(int number) {
			this.maxWaiting = number;
			return this;
		}

		public Builder configuration(Class<?> configuration) {
			this.configurations.add(configuration);
			return this;
		}

		public Builder property(String key, Object value) {
			this.properties.put(key, value);
			return this;
		}

		public TestHost start() {
			return new TestHost(this);
		}

		private CliLoginWebSettings web(Clock clock) {
			return new CliLoginWebSettings(this.paths, this.baseUrl, this.verificationUri, Duration.ofSeconds(5),
					Duration.ofSeconds(25), this.maxWaiting, this.userCodeParameter, this.startsPerMinute, clock);
		}

		private ConfigurableApplicationContext run(TestHost host, CliLoginWebSettings web) {
			SpringApplication application = new SpringApplication(this.configurations.toArray(Class<?>[]::new));
			application.setWebApplicationType(WebApplicationType.SERVLET);
			application.setDefaultProperties(this.properties);
			ApplicationContextInitializer<GenericApplicationContext> beans = (context) -> {
				context.registerBean(CliLoginService.class, () -> host.service);
				context.registerBean(CliUserService.class, () -> host.users);
				context.registerBean(CliLoginRepository.class, () -> host.store);
				context.registerBean(Consumer.class, host::listener);
				context.registerBean(CliLoginWebSettings.class, () -> web);
			};
			application.addInitializers(beans);
			return application.run();
		}

	}

	/** A store that can be stopped. */
	private static final class Store extends ForwardingRepository {

		private volatile boolean failing;

		private volatile int reads;

		private volatile @Nullable Supplier<Set<String>> decisions;

		private final Map<String, Runnable> moments = new ConcurrentHashMap<>();

		Store() {
			super(MemoryCliLogins.repository());
		}

		private void check() {
			if (this.failing) {
				throw new IllegalStateException("The store is stopped");
			}
		}

		@Override
		public CliLoginRepository.Insert insert(CliLogin login) {
			check();
			return super.insert(login);
		}

		@Override
		public Optional<CliLogin> findById(String id) {
			check();
			this.reads++;
			Optional<CliLogin> found = super.findById(id);
			Optional.ofNullable(this.moments.remove(id)).ifPresent(Runnable::run);
			return found;
		}

		@Override
		public List<Undelivered> undelivered(Instant since, int limit) {
			Supplier<Set<String>> answer = this.decisions;
			return (answer == null) ? super.undelivered(since, limit)
					: answer.get().stream().map((id) -> new Undelivered(id, START)).toList();
		}

		@Override
		public Optional<CliLogin> findByTokenHash(String tokenHash) {
			check();
			return super.findByTokenHash(tokenHash);
		}

		@Override
		public Optional<CliLogin> findByUserCode(String userCode) {
			check();
			return super.findByUserCode(userCode);
		}

		@Override
		public List<CliLogin> findByOwner(String ownerId) {
			check();
			return super.findByOwner(ownerId);
		}

		@Override
		public boolean apply(String id, CliLoginTransition transition) {
			check();
			return super.apply(id, transition);
		}

	}

	/** Everybody is who they say they are. */
	private static final class Users implements CliUserService {

		/** Those whose id is no name. */
		private static final Map<String, String> NAMES = Map.of("4711", "Ann Example");

		private final AtomicInteger remembered = new AtomicInteger();

		@Override
		public CliUser remember(Authentication user) {
			this.remembered.incrementAndGet();
			return new CliUser(user.getName(), NAMES.getOrDefault(user.getName(), user.getName()),
					AuthorityUtils.authorityListToSet(user.getAuthorities()), false);
		}

		@Override
		public Optional<Authentication> load(CliUser user) {
			return Optional.of(new TestingAuthenticationToken(user.id(), "",
					AuthorityUtils.createAuthorityList(user.authorities())));
		}

	}

	/** Signs in whom a header names, as the host's own chains would. */
	public static Filter signIn(CliLoginService service) {
		return (request, response, chain) -> {
			HttpServletRequest http = (HttpServletRequest) request;
			Optional.ofNullable(http.getHeader("X-Test-User"))
				.ifPresent((name) -> SignedInUser.mark(http, TestHost.user(name)));
			Optional.ofNullable(http.getHeader("X-Test-Token"))
				.flatMap(service::authenticate)
				.ifPresent((user) -> SignedInUser.mark(http, user));
			chain.doFilter(request, response);
		};
	}

}
