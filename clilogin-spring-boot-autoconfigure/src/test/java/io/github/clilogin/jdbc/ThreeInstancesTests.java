package io.github.clilogin.jdbc;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.RealDatabase;
import io.github.clilogin.testsupport.RealDatabaseTest;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestCli;
import io.github.clilogin.testsupport.TestRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that three instances with connection pools of their own serve one login on one
 * PostgreSQL.
 */
@RealDatabaseTest(RealDatabase.POSTGRESQL)
class ThreeInstancesTests {

	private final String url = RealDatabase.POSTGRESQL.newDatabase(getClass());

	private final List<ServerTables> pools = Stream
		.generate(() -> new ServerTables(RealDatabase.POSTGRESQL, this.url, PoolVariant.DEFAULT))
		.limit(3)
		.toList();

	private final String table = this.pools.get(0).create();

	private final List<HostApplication> instances = this.pools.stream().map(this::start).toList();

	private HostApplication start(ServerTables pool) {
		return HostApplication.with(HostConfiguration.class)
			.properties("clilogin.endpoints.cli=true", "clilogin.endpoints.page=true", "clilogin.endpoints.tokens=true",
					"clilogin.api.paths=/api/**")
			.bean(new TestRepository(JdbcCliLogins.repository(pool.dataSource(), this.table)))
			.start();
	}

	@AfterEach
	void close() {
		this.instances.forEach(HostApplication::close);
		this.pools.forEach(ServerTables::close);
	}

	@Test
	void eachStepOfALoginIsAtAnotherInstance() throws Exception {
		HostApplication a = this.instances.get(0);
		HostApplication b = this.instances.get(1);
		HostApplication c = this.instances.get(2);
		TestCli atA = a.cli();
		TestCli atB = atA.at(b.wire());
		TestCli atC = atA.at(c.wire());

		CompletableFuture<RawResponse> poll = atC.waitingPoll();
		c.store().awaitWaiting(List.of(atA.id()));
		TestBrowser ann = b.browser(TestBrowser.HTML);
		ann.open(atA.path(), "ann").press("Confirm");
		String token = poll.get(30, TimeUnit.SECONDS).text("access_token");

		assertThat(atA.call("/api/none", token).status()).isEqualTo(404);
		assertThat(atC.call("/api/none", token).status()).isEqualTo(404);
		assertThat(atB.revoke(token).status()).isEqualTo(200);
		assertThat(atC.call("/api/none", token).error()).isEqualTo("401 invalid_token");
		assertThat(atA.call("/api/none", token).error()).isEqualTo("401 invalid_token");
	}

	/** A host with the form login of Spring Boot. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class HostConfiguration {

	}

}
