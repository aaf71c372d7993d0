package io.github.clilogin.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.clilogin.store.Field;
import io.github.clilogin.store.Guard;
import io.github.clilogin.store.Row;
import io.github.clilogin.store.Step;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LoginStatements}.
 */
class LoginStatementsTests {

	private static final Instant TIME = Instant.ofEpochMilli(1_234);

	private final LoginStatements statements = new LoginStatements("logins");

	@Test
	void aStepOnOneLoginNamesTheIdBeforeItsAlternatives() {
		Step step = Step.when(List.of(Guard.in(Field.STATUS, "PENDING"), Guard.after(Field.EXPIRES_AT, TIME)))
			.or(List.of(Guard.in(Field.STATUS, "CONFIRMED"), Guard.in(Field.DECIDED_BY, "ann")))
			.set(Field.STATUS, "REJECTED")
			.set(Field.DECIDED_BY, "ann")
			.erase(Field.SALT)
			.build();
		SqlStatement update = this.statements.update(step, "1");
		assertThat(update.text()).isEqualTo("UPDATE logins SET status = ?, decided_by = ?, salt = NULL WHERE id = ? "
				+ "AND ((status = ? AND expires_at > ?) OR (status = ? AND decided_by = ?))");
		assertThat(update.arguments()).containsExactly("REJECTED", "ann", "1", "PENDING", 1_234L, "CONFIRMED", "ann");
	}

	@Test
	void aStepCountsFromZero() {
		Step step = Step.when(List.of(Guard.absentOrLess(Field.REDELIVERED, 20))).count(Field.REDELIVERED).build();
		SqlStatement update = this.statements.update(step, "1");
		assertThat(update.text()).isEqualTo("UPDATE logins SET redelivered = COALESCE(redelivered, 0) + 1 "
				+ "WHERE id = ? AND ((redelivered IS NULL OR redelivered < ?))");
		assertThat(update.arguments()).containsExactly("1", 20);
	}

	@Test
	void everyGuardIsACondition() {
		SqlStatement select = this.statements.select("id",
				List.of(Guard.in(Field.STATUS, "COLLECTED", "CONFIRMED"), Guard.idIsNot("1"),
						Guard.before(Field.COLLECT_BY, TIME), Guard.present(Field.REDELIVER_UNTIL),
						Guard.absent(Field.OPENED_AT)));
		assertThat(select.text()).isEqualTo("SELECT id FROM logins WHERE status IN (?, ?) AND id <> ? "
				+ "AND collect_by < ? AND redeliver_until IS NOT NULL AND opened_at IS NULL");
		assertThat(select.arguments()).containsExactly("COLLECTED", "CONFIRMED", "1", 1_234L);
	}

	@Test
	void aGuardWithoutValuesNeverHolds() {
		assertThat(this.statements.delete(List.of(Guard.in(Field.ID)))).hasToString("DELETE FROM logins WHERE 1 = 0");
	}

	@Test
	void anInsertLeavesOutAbsentFields() {
		SqlStatement insert = this.statements
			.insert(Row.of(Map.of(Field.ID, "1", Field.SCOPES, List.of(), Field.OWNER_RELOADABLE, true)));
		assertThat(insert.text()).isEqualTo("INSERT INTO logins (id, owner_reloadable, scopes) VALUES (?, ?, ?)");
		assertThat(insert.arguments()).containsExactly("1", 1, "[]");
	}

	@Test
	void theLatestComeFirst() {
		assertThat(this.statements.selectLatest("id", Guard.after(Field.WAKE_AT, TIME)))
			.hasToString("SELECT id FROM logins WHERE wake_at > ? ORDER BY wake_at DESC");
	}

}
