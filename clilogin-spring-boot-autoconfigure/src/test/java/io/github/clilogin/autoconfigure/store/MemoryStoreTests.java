package io.github.clilogin.autoconfigure.store;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.autoconfigure.CliLoginAutoConfiguration;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.CapturedLog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the selection of the in-memory store.
 */
class MemoryStoreTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(CliLoginStoreAutoConfiguration.class, CliLoginAutoConfiguration.class));

	@AutoClose
	private final CapturedLog log = new CapturedLog(CliLoginStoreAutoConfiguration.class);

	@Test
	void memoryStoreIsNotWarnedAboutUntilSomethingIsEnabled() {
		this.runner.withPropertyValues("clilogin.store=memory").run((context) -> {
			assertThat(context).hasSingleBean(CliLoginService.class).hasSingleBean(CliLoginRepository.class);
			assertThat(this.log.messages()).isEmpty();
		});
	}

	@Test
	void memoryStoreIsWarnedAboutOnce() {
		this.runner.withPropertyValues("clilogin.store=memory", "clilogin.api.paths=/api/**").run((context) -> {
			assertThat(context).hasSingleBean(CliLoginService.class).hasSingleBean(CliLoginRepository.class);
			assertThat(this.log.messages()).singleElement()
				.asString()
				.startsWith("WARNING")
				.contains("lost on restart");
		});
	}

	@Test
	void memoryNeedsNoMongoDbOnTheClassPath() {
		this.runner.withPropertyValues("clilogin.store=memory")
			.withClassLoader(new FilteredClassLoader("com.mongodb", "org.springframework.data"))
			.run((context) -> assertThat(context).hasSingleBean(CliLoginService.class));
	}

	@Test
	void storeOfTheHostIsUsed() {
		this.runner.withPropertyValues("clilogin.store=memory")
			.withBean("own", CliLoginRepository.class, MemoryCliLogins::repository)
			.run((context) -> {
				assertThat(context).hasSingleBean(CliLoginRepository.class).hasBean("own");
				assertThat(this.log.messages()).isEmpty();
			});
	}

}
