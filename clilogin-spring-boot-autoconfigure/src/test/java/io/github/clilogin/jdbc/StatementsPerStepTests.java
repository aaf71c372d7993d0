package io.github.clilogin.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts the SQL statements of each step of a login. A pending poll is one read and no
 * write.
 */
@ParameterizedClass
@EnumSource
class StatementsPerStepTests {

	private final LoginTables tables;

	private final SentStatements sent;

	private final CliLoginRepository repository;

	private final CliLoginService service;

	private final TestLogins logins;

	StatementsPerStepTests(TestDatabase database) {
		this.tables = database.open(getClass());
		this.sent = new SentStatements(this.tables.dataSource());
		this.repository = JdbcCliLogins.repository(this.sent, this.tables.create());
		this.service = TestLogins.builder(this.repository, new TestUsers()).build();
		this.logins = new TestLogins(this.service);
	}

	@AfterEach
	void close() {
		this.service.close();
		this.tables.close();
	}

	@Test
	void eachStepIsFewStatements() {
		this.logins.start();
		this.sent.take();

		StartResult.Started started = this.logins.start();
		assertSent("start", "INSERT");

		this.logins.collect(started);
		assertSent("pending poll", "SELECT");

		this.service.review(started.login().userCode(), TestUsers.user("ann"));
		assertSent("first review, which stores that the login is opened", "SELECT", "UPDATE");

		this.service.review(started.login().userCode(), TestUsers.user("ann"));
		assertSent("review", "SELECT");

		this.service.confirm(started.login().id(), TestUsers.user("ann"));
		assertSent("confirm", "SELECT", "SELECT", "UPDATE");

		String token = this.logins.credential(started);
		assertSent("collect", "SELECT", "SELECT", "UPDATE");

		assertThat(this.service.authenticate(token)).isPresent();
		assertSent("first API call, which stores the time of use", "SELECT", "UPDATE");

		assertThat(this.service.authenticate(token)).isPresent();
		assertSent("API call", "SELECT");

		assertThat(this.service.logins("ann")).hasSize(1);
		assertSent("list", "SELECT");

		assertThat(this.service.revoke("ann", started.login().id())).isTrue();
		assertSent("revoke", "UPDATE");

		this.service.revokeAll("ann");
		assertSent("first revokeAll of a user, which adds a row", "UPDATE", "INSERT", "UPDATE");

		this.service.revokeAll("ann");
		assertSent("revokeAll", "UPDATE", "UPDATE");

		this.repository.undelivered(Instant.now(), 1_000);
		assertSent("tick", "SELECT");
	}

	@Test
	void aReturnCodeAddsAStatementOnlyToAMiss() {
		this.logins.start();
		this.sent.take();

		StartResult.Started started = this.logins.start(
				CliLoginRequest.builder(CliLoginFlow.CONFIRM).returnMethods(List.of(ReturnCode.Method.CODE)).build());
		assertSent("start", "INSERT");

		this.logins.collect(started);
		assertSent("pending poll", "SELECT");

		DecisionResult.Decided decided = (DecisionResult.Decided) this.service.confirm(started.login().id(),
				TestUsers.user("ann"));
		assertSent("confirm", "SELECT", "SELECT", "UPDATE");

		this.logins.collect(started);
		assertSent("poll without the code", "SELECT");

		ReturnCode right = Objects.requireNonNull(decided.returnCode());
		String wrong = right.value().equals("BBB-BBB") ? "CCC-CCC" : "BBB-BBB";
		collect(started, ReturnCode.parse(wrong).orElseThrow());
		assertSent("poll with a wrong code", "SELECT", "UPDATE");

		collect(started, right);
		assertSent("collect", "SELECT", "SELECT", "UPDATE");
	}

	private void collect(StartResult.Started started, ReturnCode code) {
		this.service.collect(TestLogins.code(started), null, code);
	}

	@Test
	void aSweepWithNothingToEraseIsThreeReads() {
		this.logins.start();
		this.sent.take();
		this.repository.sweep(Instant.now());
		assertSent("sweep", "SELECT", "SELECT", "SELECT");
	}

	@Test
	void aSweepWritesOncePerKindOfRest() {
		this.logins.token(TestUsers.user("ann"));
		this.logins.confirmed(TestUsers.user("ben"));
		this.sent.take();
		this.repository.sweep(Instant.now().plus(Duration.ofDays(1)));
		assertSent("sweep", "SELECT", "UPDATE", "SELECT", "UPDATE", "SELECT", "DELETE");
	}

	private void assertSent(String step, String... kinds) {
		List<SqlStatement> sent = this.sent.take();
		assertThat(sent).as("%s: %s", step, sent).extracting(SentStatements::kind).containsExactly(kinds);
	}

}
