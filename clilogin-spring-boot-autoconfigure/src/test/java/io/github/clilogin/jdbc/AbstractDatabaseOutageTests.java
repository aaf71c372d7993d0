package io.github.clilogin.jdbc;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import io.github.clilogin.testsupport.DatabaseServer;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.RealDatabase;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestCli;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the responses to CLIs and users while the database is killed, frozen or
 * read-only, or the pool has no connection left. Logins continue afterwards.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractDatabaseOutageTests {

	private static final int PATIENT = 20_000;

	private static final int IMPATIENT = 250;

	private final RealDatabase product;

	private final DatabaseServer server;

	private final ServerTables tables;

	private final HostApplication application;

	private final TestBrowser ann;

	private final String token;

	private TestCli cli;

	private View review;

	AbstractDatabaseOutageTests(RealDatabase product) {
		this.product = product;
		this.server = product.start();
		this.tables = new ServerTables(product, this.server.newDatabase(getClass()), (pool) -> {
			pool.setMaximumPoolSize(3);
			pool.setConnectionTimeout(PATIENT);
			pool.setValidationTimeout(250);
		});
		this.application = HostApplication.with(HostConfiguration.class)
			.properties("clilogin.endpoints.cli=true", "clilogin.endpoints.page=true", "clilogin.endpoints.tokens=true",
					"clilogin.api.paths=/api/**")
			.bean(this.tables.repository())
			.start();
		this.ann = this.application.browser(TestBrowser.HTML);
		TestCli first = this.application.cli();
		this.ann.open(first.link(), "ann").press("Confirm");
		this.token = first.token();
	}

	@BeforeEach
	void start() {
		this.cli = this.application.cli();
		this.review = this.ann.get(this.cli.link());
	}

	@AfterAll
	void close() {
		this.application.close();
		this.tables.close();
		this.server.close();
	}

	@Test
	void nothingIsLostWhileTheDatabaseIsKilled(CapturedOutput output) {
		this.server.kill();
		assertUnreachable();
		this.server.restart();
		assertThat(output).doesNotContain("overridden");
		assertContinues();
	}

	@Test
	void aLoginThatIsConfirmedBeforeAKillIsCollectedAfterwards() {
		this.review.press("Confirm");
		this.server.kill();
		whileImpatient(() -> assertThat(this.cli.poll().error()).isEqualTo("400 authorization_pending"));
		this.server.restart();
		awaitDatabase();
		assertThat(this.cli.call("/api/none", this.cli.token()).status()).isEqualTo(404);
	}

	@Test
	void aFrozenDatabaseDelaysARequestByFewSeconds() {
		this.server.whilePaused(() -> {
			long start = System.nanoTime();
			whileImpatient(() -> assertThat(this.cli.poll().error()).isEqualTo("400 authorization_pending"));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
			whileImpatient(() -> assertUnavailable(this.cli.call("/api/none", this.token)));
		});
		assertContinues();
	}

	@Test
	void aFullPoolIsUnavailable() throws Exception {
		List<AutoCloseable> taken = List.of(this.tables.dataSource().getConnection(),
				this.tables.dataSource().getConnection(), this.tables.dataSource().getConnection());
		assertUnreachable();
		for (AutoCloseable connection : taken) {
			connection.close();
		}
		assertContinues();
	}

	@Test
	void aReadOnlyDatabaseIsReadAndNotWritten() {
		readOnly(true);
		assertThat(this.cli.poll().error()).isEqualTo("400 authorization_pending");
		assertThat(this.cli.call("/api/none", this.token).status()).isEqualTo(404);
		assertUnavailable(this.application.wire().form("/clilogin/device", "client_id=acme"));
		assertUnavailable(this.cli.cancel());
		assertUnavailable(this.cli.revoke(this.token));
		View answer = this.review.press("Confirm");
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.html()).contains("Decision not saved", "Try again");
		readOnly(false);
		assertContinues();
	}

	/** Applies to new connections on PostgreSQL. */
	private void readOnly(boolean on) {
		String sql = switch (this.product) {
			case POSTGRESQL -> "ALTER SYSTEM SET default_transaction_read_only = " + on;
			case MARIADB -> "SET GLOBAL read_only = " + (on ? 1 : 0);
		};
		this.server.administer(sql);
		if (this.product == RealDatabase.POSTGRESQL) {
			this.server.administer("SELECT pg_reload_conf()");
		}
		this.tables.dataSource().getHikariPoolMXBean().softEvictConnections();
	}

	/** The pool waits a short time only while it cannot connect. */
	private void whileImpatient(Runnable requests) {
		this.tables.dataSource().setConnectionTimeout(IMPATIENT);
		requests.run();
		this.tables.dataSource().setConnectionTimeout(PATIENT);
	}

	private void assertUnreachable() {
		whileImpatient(this::assertAllUnreachable);
	}

	private void assertAllUnreachable() {
		RawConnection wire = this.application.wire();
		assertThat(this.cli.poll().error()).isEqualTo("400 authorization_pending");
		assertThat(wire
			.json("/clilogin/token", "{\"clientId\":\"acme\",\"deviceCode\":\"%s\"}".formatted(this.cli.deviceCode()))
			.error()).isEqualTo("400 authorization_pending");
		assertUnavailable(wire.form("/clilogin/device", "client_id=acme"));
		assertUnavailable(wire.form("/clilogin/status", "client_id=acme&device_code=" + this.cli.deviceCode()));
		assertUnavailable(this.cli.cancel());
		assertUnavailable(this.cli.revoke(this.token));
		assertResultUnknown(this.ann.get(this.cli.link()));
		assertResultUnknown(this.review.press("Confirm"));
		assertUnavailable(this.cli.call("/api/none", this.token));
		assertUnavailable(this.cli.call("/clilogin/tokens", this.token));
	}

	private void assertContinues() {
		awaitDatabase();
		this.review.press("Confirm");
		assertThat(this.cli.call("/api/none", this.cli.token()).status()).isEqualTo(404);
	}

	/** The pool waits before it connects again, and polls wait a second. */
	private void awaitDatabase() {
		TestWaits.await("the database")
			.until(() -> this.cli.call("/api/none", this.token).status() == 404 && this.cli.status().status() == 200);
	}

	private static void assertUnavailable(RawResponse answer) {
		assertThat(answer.error()).isEqualTo("503 temporarily_unavailable");
		assertThat(answer.header("Retry-After")).containsExactly("5");
	}

	private static void assertResultUnknown(View page) {
		assertThat(page.status()).isEqualTo(503);
		assertThat(page.html()).contains("Result unknown", "Try again");
	}

	/** A host with the form login of Spring Boot. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class HostConfiguration {

	}

}
