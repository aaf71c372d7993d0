package io.github.clilogin.autoconfigure.hpke;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CollectResult;
import io.github.clilogin.CredentialSealer;
import io.github.clilogin.StartResult;
import io.github.clilogin.autoconfigure.CliLoginAutoConfiguration;
import io.github.clilogin.hpke.HpkeSealer;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.CredentialSealer.Context;
import io.github.clilogin.testsupport.CapturedLog;
import io.github.clilogin.testsupport.TestLogins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link HpkeCliLoginAutoConfiguration}.
 */
class HpkeCliLoginAutoConfigurationTests {

	/** Its classes, and the files in which they are. */
	private static final Predicate<String> BOUNCY_CASTLE = (name) -> name.replace('/', '.')
		.startsWith("org.bouncycastle.");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CliLoginAutoConfiguration.class, HpkeCliLoginAutoConfiguration.class))
		.withBean(CliLoginRepository.class, MemoryCliLogins::repository);

	@Test
	void anApplicationDeliversItsOwnCredentials() {
		this.runner.run((context) -> assertThat(handOver(context.getBean(CliLoginService.class)))
			.isInstanceOfSatisfying(CollectResult.Collected.class,
					(collected) -> assertThat(collected.credential()).isEqualTo("any credentials")));
	}

	private static CollectResult handOver(CliLoginService service) {
		StartResult.Started started = new TestLogins(service).start();
		service.confirm(started.login().id(), null, CliCredential.of("any credentials"));
		return new TestLogins(service).collect(started);
	}

	@Test
	void aSealerOfTheApplicationReplacesTheDefault() {
		this.runner.withBean(CredentialSealer.class, Reversing::new).run((context) -> {
			assertThat(context).hasSingleBean(CredentialSealer.class);
			assertThat(handOver(context.getBean(CliLoginService.class))).isInstanceOf(CollectResult.Collected.class);
			assertThat(context.getBean(Reversing.class).opened).isEqualTo("slaitnederc yna");
		});
	}

	@Test
	void withoutTheLibraryLoginsStartAndTheErrorNamesTheDependency() {
		this.runner.withClassLoader(new FilteredClassLoader(BOUNCY_CASTLE)).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(CredentialSealer.class);
			CliLoginService service = context.getBean(CliLoginService.class);
			StartResult.Started started = new TestLogins(service).start();
			assertThat(started.login().sealKey()).isNull();
			assertThatIllegalStateException()
				.isThrownBy(() -> service.confirm(started.login().id(), null, CliCredential.of("any credentials")))
				.withMessageContaining("org.bouncycastle:bcprov-jdk18on");
			assertThat(new TestLogins(service).collect(started)).isInstanceOf(CollectResult.Pending.class);
		});
	}

	@Test
	void withoutTheLibraryAMapperOfTheHostIsWarnedAboutOnce() {
		try (CapturedLog log = new CapturedLog(CliLoginAutoConfiguration.class)) {
			ApplicationContextRunner bare = this.runner.withClassLoader(new FilteredClassLoader(BOUNCY_CASTLE))
				.withPropertyValues("clilogin.api.paths=/api/**");
			bare.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.messages()).isEmpty();
			bare.withBean(CliCredentialMapper.class, () -> (user, login) -> CliCredential.token()).run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(log.messages()).singleElement()
					.asString()
					.startsWith("WARNING")
					.contains("org.bouncycastle:bcprov-jdk18on", "CredentialSealer");
			});
		}
	}

	@Test
	void aMapperOfTheHostIsNotWarnedAboutUntilSomethingIsEnabled() {
		try (CapturedLog log = new CapturedLog(CliLoginAutoConfiguration.class)) {
			this.runner.withClassLoader(new FilteredClassLoader(BOUNCY_CASTLE))
				.withBean(CliCredentialMapper.class, () -> (user, login) -> CliCredential.token())
				.run((context) -> assertThat(log.messages()).isEmpty());
		}
	}

	@Test
	void theDefaultMapperIsNotWarnedAboutBehindAProxy() {
		try (CapturedLog log = new CapturedLog(CliLoginAutoConfiguration.class)) {
			this.runner.withClassLoader(new FilteredClassLoader(BOUNCY_CASTLE))
				.withPropertyValues("clilogin.api.paths=/api/**")
				.withBean(ProxyOfMappers.class)
				.run((context) -> assertThat(log.messages()).isEmpty());
		}
	}

	/** Wraps mappers as an aspect of the application does. */
	static final class ProxyOfMappers implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			return (bean instanceof CliCredentialMapper) ? new ProxyFactory(bean).getProxy() : bean;
		}

	}

	@Test
	void aMapperOfTheHostIsNotWarnedAboutIfItsCredentialsCanBeSealed() {
		try (CapturedLog log = new CapturedLog(CliLoginAutoConfiguration.class)) {
			this.runner.withPropertyValues("clilogin.api.paths=/api/**")
				.withBean(CliCredentialMapper.class, () -> (user, login) -> CliCredential.token())
				.run((context) -> assertThat(log.messages()).isEmpty());
		}
	}

	@Test
	void anApplicationStartsWithoutBouncyCastleAndLoadsItForTheFirstLogin() throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader usual = thread.getContextClassLoader();
		try (Watched loader = new Watched()) {
			thread.setContextClassLoader(loader);
			AutoCloseable application = (AutoCloseable) loader.loadClass(Application.class.getName())
				.getConstructor()
				.newInstance();
			assertThat(loader.found).contains(HpkeSealer.class.getName()).noneMatch(BOUNCY_CASTLE);
			application.close();
			assertThat(loader.found).anyMatch(BOUNCY_CASTLE);
		}
		finally {
			thread.setContextClassLoader(usual);
		}
	}

	/** Starts in its constructor, and performs a login when it is closed. */
	public static final class Application implements AutoCloseable {

		private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

		/** Starts it. */
		public Application() {
			this.context.registerBean(CliLoginRepository.class, MemoryCliLogins::repository);
			this.context.register(CliLoginAutoConfiguration.class, HpkeCliLoginAutoConfiguration.class);
			this.context.refresh();
			this.context.getBean(CredentialSealer.class);
		}

		@Override
		public void close() {
			handOver(this.context.getBean(CliLoginService.class));
			this.context.close();
		}

	}

	/** Loads every class again and records the names. */
	private static final class Watched extends URLClassLoader {

		private final Set<String> found = ConcurrentHashMap.newKeySet();

		Watched() {
			super(urls(), ClassLoader.getPlatformClassLoader());
		}

		private static URL[] urls() {
			return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map((entry) -> {
				try {
					return Path.of(entry).toUri().toURL();
				}
				catch (MalformedURLException ex) {
					throw new IllegalArgumentException(ex);
				}
			}).toArray(URL[]::new);
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			this.found.add(name);
			return super.findClass(name);
		}

	}

	/** Hides badly, and shows that it was asked. */
	static final class Reversing implements CredentialSealer {

		private final CredentialSealer target = HpkeSealer.create();

		private String opened = "";

		@Override
		public byte[] publicKey(byte[] seed) {
			return this.target.publicKey(seed);
		}

		@Override
		public String seal(byte[] publicKey, String credential, Context context) {
			return this.target.seal(publicKey, new StringBuilder(credential).reverse().toString(), context);
		}

		@Override
		public String open(byte[] seed, String box, Context context) {
			this.opened = this.target.open(seed, box, context);
			return new StringBuilder(this.opened).reverse().toString();
		}

	}

}
