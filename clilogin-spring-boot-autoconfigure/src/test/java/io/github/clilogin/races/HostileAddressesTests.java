package io.github.clilogin.races;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.test.util.ReflectionTestUtils;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.mongodb.MongoCliLogins;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many hostile addresses start, poll and cancel logins without a pause, while the users
 * of one office log in. {@code -Dclilogin.test.hostile=full} runs 1,000 addresses for
 * five minutes with the default limits, beside 300 users in one minute.
 */
@RealMongoDbTest
class HostileAddressesTests {

	private static final boolean FULL = "full".equals(System.getProperty("clilogin.test.hostile"));

	private static final int ADDRESSES = FULL ? 1_000 : 40;

	private static final Duration TIME = FULL ? Duration.ofMinutes(5) : Duration.ofSeconds(6);

	private static final Duration HONEST_FROM = FULL ? Duration.ofMinutes(2) : Duration.ofSeconds(3);

	private static final int HONEST = FULL ? 300 : 8;

	private static final Duration BETWEEN = Duration.ofMillis(FULL ? 200 : 300);

	private static final Duration READING = Duration.ofMillis(FULL ? 5_000 : 10);

	private static final int MAX_PENDING = FULL ? 10_000 : 400;

	private static final int THREADS = 4;

	private static final String[] PROPERTIES = { "--server.port=0", "--spring.main.banner-mode=off",
			"--logging.level.root=warn", "--clilogin.endpoints.cli=true", "--clilogin.endpoints.logins=true",
			"--clilogin.login.max-pending=" + MAX_PENDING,
			"--spring.autoconfigure.exclude=org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration" };

	private final ExecutorService hostile = Executors.newFixedThreadPool(THREADS);

	private final ExecutorService office = Executors.newFixedThreadPool(8);

	private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

	private final AtomicInteger requests = new AtomicInteger();

	/** Signs in the user that a header names. Its events are not kept. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class HostileHost {

		@Bean
		TestUsers cliUsers() {
			return new TestUsers();
		}

		@Bean
		SecurityFilterChain hostChain(HttpSecurity http) {
			return http.addFilterBefore(ControlledHost.signIn(), AnonymousAuthenticationFilter.class)
				.csrf((csrf) -> csrf.disable())
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.build();
		}

	}

	@AfterEach
	void close() {
		this.hostile.shutdownNow();
		this.office.shutdownNow();
	}

	@Test
	void anOfficeLogsInOnTheMemoryStore() throws Exception {
		CliLoginRepository store = MemoryCliLogins.repository();
		run("memory store", store, () -> sizeOf(store, "rows"));
	}

	@Test
	void anOfficeLogsInOnMongoDb() throws Exception {
		String database = RealMongoDb.newDatabase(getClass());
		try (MongoClient client = MongoClients.create(RealMongoDb.uri())) {
			run("MongoDB", MongoCliLogins.repository(client.getDatabase(database), "logins", true),
					() -> client.getDatabase(database).getCollection("logins").estimatedDocumentCount());
		}
	}

	private void run(String name, CliLoginRepository store, LongSupplier stored) throws Exception {
		try (ConfigurableApplicationContext context = host(store)) {
			CliLoginService service = context.getBean(CliLoginService.class);
			RawConnection host = new RawConnection(
					context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			long heap = heap();
			long end = System.nanoTime() + TIME.toNanos();
			List<CompletableFuture<Void>> attacks = IntStream.range(0, THREADS)
				.mapToObj((i) -> CompletableFuture.runAsync(() -> attack(host, i, end), this.hostile))
				.toList();
			AtomicLong most = new AtomicLong();
			CompletableFuture<Void> samples = CompletableFuture.runAsync(() -> sample(stored, most, end));
			List<CompletableFuture<String>> users = IntStream.range(0, HONEST).mapToObj((i) -> logIn(host, i)).toList();
			Map<String, Integer> outcomes = new TreeMap<>();
			for (CompletableFuture<String> user : users) {
				outcomes.merge(user.get(), 1, Integer::sum);
			}
			CompletableFuture.allOf(attacks.toArray(CompletableFuture[]::new)).get();
			samples.get();
			Object shares = field(field(field(field(service, "shared"), "starter"), "admission"), "shares");
			System.out.printf(
					"%s: %,d hostile requests %s; office %s; most stored %,d; counted logins %,d; heap "
							+ "%d MB before, %d MB after%n",
					name, this.requests.get(), new TreeMap<>(this.answers), outcomes, most.get(),
					sizeOf(shares, "logins"), heap, heap());
			assertThat(outcomes).containsExactly(Map.entry("collected", HONEST));
		}
	}

	private static ConfigurableApplicationContext host(CliLoginRepository store) {
		return new SpringApplicationBuilder(HostileHost.class)
			.initializers((context) -> context.getBeanFactory().registerSingleton("store", store))
			.run(PROPERTIES);
	}

	private void attack(RawConnection host, int thread, long end) {
		for (int i = thread; System.nanoTime() < end; i += THREADS) {
			int address = i % ADDRESSES;
			RawConnection wire = host.from("127.66." + address / 250 + "." + (1 + address % 250));
			RawResponse device = count("start", wire.form("/clilogin/device", "client_id=acme"));
			if (device.status() == 200 && i % 3 == 0) {
				count("cancel", wire.form("/clilogin/cancel", code(device)));
			}
			else if (device.status() == 200 && i % 3 == 1) {
				count("status", wire.form("/clilogin/status", code(device)));
			}
		}
	}

	private RawResponse count(String kind, RawResponse answer) {
		this.requests.incrementAndGet();
		this.answers.computeIfAbsent(kind + " " + answer.status(), (key) -> new AtomicInteger()).incrementAndGet();
		return answer;
	}

	private static String code(RawResponse device) {
		return "client_id=acme&device_code=" + device.text("device_code");
	}

	/** Starts, polls, reads the page, confirms and collects, each at its time. */
	private CompletableFuture<String> logIn(RawConnection host, int number) {
		RawConnection wire = host.from("127.1.1.1");
		String user = "X-Test-User: user" + number;
		Duration start = HONEST_FROM.plus(BETWEEN.multipliedBy(number));
		return CompletableFuture.supplyAsync(() -> wire.form("/clilogin/device", "client_id=acme"), after(start))
			.thenApplyAsync((device) -> {
				wire.form("/clilogin/status", code(device));
				return device;
			}, after(READING.dividedBy(2)))
			.thenApplyAsync((device) -> {
				RawResponse login = wire.get("/clilogin/logins?user_code=" + device.text("user_code"), user);
				wire.json("/clilogin/logins/" + login.text("id") + "/confirm", "", user);
				return device;
			}, after(READING))
			.thenApplyAsync((device) -> {
				String outcome = wire.form("/clilogin/status", code(device)).text("status");
				return outcome.equals("confirmed") ? "collected" : "start " + device.status() + ", then " + outcome;
			}, this.office);
	}

	private Executor after(Duration delay) {
		return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, this.office);
	}

	private static void sample(LongSupplier stored, AtomicLong most, long end) {
		while (System.nanoTime() < end) {
			most.accumulateAndGet(stored.getAsLong(), Math::max);
			LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
		}
	}

	private static long heap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
	}

	private static Object field(Object target, String name) {
		return Objects.requireNonNull(ReflectionTestUtils.getField(target, name));
	}

	private static int sizeOf(Object target, String field) {
		return ((Map<?, ?>) field(target, field)).size();
	}

}
