package io.github.clilogin.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.CliUser;
import io.github.clilogin.test.SampleLogins;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each query of the store uses an index on real servers, with 5,000 logins
 * that were collected in the last days.
 */
@ParameterizedClass
@EnumSource(mode = Mode.EXCLUDE, names = "H2")
class QueryPlanTests {

	private static final int LOGINS = 5_000;

	private static final Instant NOW = SampleLogins.NOW;

	private final TestDatabase database;

	@AutoClose
	private final LoginTables tables;

	private final String table;

	private final JdbcTemplate jdbc;

	private final SentStatements sent;

	private final CliLoginRepository repository;

	private final CliLogin known = collected(pending(NOW), "ann");

	private final SoftAssertions softly = new SoftAssertions();

	QueryPlanTests(TestDatabase database) {
		this.database = database;
		this.tables = database.open(getClass());
		this.table = this.tables.create();
		this.jdbc = new JdbcTemplate(this.tables.dataSource());
		this.sent = new SentStatements(this.tables.dataSource());
		this.repository = JdbcCliLogins.repository(this.sent, this.table);
	}

	/**
	 * Most logins are collected, and their deadlines are erased. The latest ones are
	 * pending, confirmed, collected or cancelled.
	 */
	@BeforeEach
	void fill() {
		List<CliLogin> logins = new ArrayList<>();
		for (int i = 0; i < LOGINS; i++) {
			Instant start = NOW.minusSeconds(100 * i + 3_600);
			logins.add(SampleLogins.swept(collected(pending(start), "user" + i), start.plusSeconds(3_000)));
		}
		for (int i = 0; i < 20; i++) {
			logins.add(pending(NOW));
			logins.add(confirmed(pending(NOW), "ann"));
			logins.add(collected(pending(NOW), "ben"));
			logins.add(cancelled(pending(NOW.minusSeconds(300))));
		}
		logins.add(this.known);
		LoginRows.insert(this.tables.dataSource(), this.table, logins);
		String owners = this.table.replace("logins", "owners");
		this.jdbc.update("INSERT INTO " + owners + " (owner, generation) SELECT DISTINCT owner, 'g' FROM " + this.table
				+ " WHERE owner IS NOT NULL");
		String analyze = (this.database == TestDatabase.POSTGRESQL) ? "ANALYZE " : "ANALYZE TABLE ";
		this.jdbc.execute(analyze + this.table);
		this.jdbc.execute(analyze + owners);
		this.repository.insert(pending(NOW));
		this.sent.take();
	}

	private static CliLogin pending(Instant start) {
		CliLogin some = SampleLogins.pending();
		return CliLogin.builder(some.id(), some.userCode(), some.request())
			.createdAt(start)
			.expiresAt(start.plusSeconds(600))
			.build();
	}

	private static CliLogin confirmed(CliLogin login, String owner) {
		CliUser user = new CliUser(owner, owner, Set.of(), true);
		return SampleLogins.confirm(user, login.createdAt()).applyTo(login).orElseThrow();
	}

	private static CliLogin collected(CliLogin login, String owner) {
		return SampleLogins.collect(login, login.createdAt()).applyTo(confirmed(login, owner)).orElseThrow();
	}

	private static CliLogin cancelled(CliLogin login) {
		return new CliLoginTransition.CancelPending(login.createdAt()).applyTo(login).orElseThrow();
	}

	@Test
	void everyQueryUsesAnIndex() {
		for (Query query : Query.values()) {
			query.run.accept(this.repository, this.known);
			List<SqlStatement> statements = this.sent.take();
			assertThat(statements).as("%s", query)
				.extracting(SentStatements::kind)
				.containsExactlyElementsOf(query.kinds);
			for (SqlStatement statement : statements) {
				String plan = explain(statement);
				this.softly.assertThat(plan)
					.as("%s: %s", query, statement)
					.doesNotContain("Seq Scan", "type=ALL", "type=index,", "key=null")
					.containsAnyOf(query.indexes(this.table));
			}
		}
		this.softly.assertAll();
	}

	private String explain(SqlStatement statement) {
		return this.jdbc.queryForList("EXPLAIN " + statement.text(), statement.argumentArray()).toString();
	}

	/** A query or step of the store, and the indexes that it may use. */
	private enum Query {

		FIND_BY_ID("SELECT", (store, login) -> store.findById(login.id()), "pk"),

		FIND_BY_USER_CODE("SELECT", (store, login) -> store.findByUserCode(login.userCode()), "user_code"),

		FIND_BY_TOKEN("SELECT", (store, login) -> store.findByTokenHash(SampleLogins.collect(login, NOW).tokenHash()),
				"token_hash"),

		FIND_BY_OWNER("SELECT", (store, login) -> store.findByOwner("ann"), "owner"),

		APPLY("UPDATE", (store, login) -> store.apply(login.id(), new CliLoginTransition.CancelPending(NOW)), "pk"),

		REVOKE_ALL("UPDATE", (store, login) -> store.revokeAll("user1", null, NOW), "owner"),

		FIND_GENERATION("SELECT", (store, login) -> store.findOwnerGeneration("ann"), "pk"),

		SAVE_GENERATION("UPDATE", (store, login) -> store.saveOwnerGeneration("ann", "h"), "pk"),

		COUNT_PENDING("SELECT", (store, login) -> store.countPending(NOW), "expires_at"),

		UNDELIVERED("SELECT", (store, login) -> store.undelivered(NOW.minusSeconds(60), 1_000), "wake_at"),

		SWEEP("SELECT UPDATE SELECT UPDATE SELECT DELETE", (store, login) -> store.sweep(NOW.plusSeconds(3_600)),
				"redeliver_until", "collect_by", "purge_at", "pk"),

		DELETE("DELETE", (store, login) -> store.delete(login.id()), "pk");

		private final List<String> kinds;

		private final BiConsumer<CliLoginRepository, CliLogin> run;

		private final List<String> columns;

		Query(String kinds, BiConsumer<CliLoginRepository, CliLogin> run, String... columns) {
			this.kinds = List.of(kinds.split(" "));
			this.run = run;
			this.columns = List.of(columns);
		}

		/** The primary key of MariaDB has no name of its own. */
		private String[] indexes(String table) {
			return this.columns.stream()
				.flatMap((column) -> column.equals("pk") ? Stream.of("_pk ", "key=PRIMARY,")
						: Stream.of(table + "_" + column + " ", "key=" + table + "_" + column + ","))
				.toArray(String[]::new);
		}

	}

}
