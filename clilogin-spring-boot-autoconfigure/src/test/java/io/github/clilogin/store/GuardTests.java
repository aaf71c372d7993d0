package io.github.clilogin.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Guard}.
 */
class GuardTests {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private static final Row EMPTY = Row.of(Map.of());

	private static final Row ROW = Row
		.of(Map.of(Field.ID, "1", Field.STATUS, "PENDING", Field.EXPIRES_AT, NOON, Field.REDELIVERED, 3));

	@Test
	void inDemandsOneOfTheValues() {
		assertThat(Guard.in(Field.STATUS, "PENDING").allows(ROW)).isTrue();
		assertThat(Guard.in(Field.STATUS, "CONFIRMED", "PENDING").allows(ROW)).isTrue();
		assertThat(Guard.in(Field.STATUS, "pending").allows(ROW)).isFalse();
		assertThat(Guard.in(Field.STATUS).allows(ROW)).isFalse();
		assertThat(Guard.in(Field.STATUS, "PENDING").allows(EMPTY)).isFalse();
	}

	@Test
	void numberDemandsThisNumber() {
		assertThat(Guard.number(Field.REDELIVERED, 3).allows(ROW)).isTrue();
		assertThat(Guard.number(Field.REDELIVERED, 2).allows(ROW)).isFalse();
		assertThat(Guard.number(Field.REDELIVERED, 3).allows(EMPTY)).isFalse();
	}

	@Test
	void idIsNotDemandsAnotherId() {
		assertThat(Guard.idIsNot("2").allows(ROW)).isTrue();
		assertThat(Guard.idIsNot("1").allows(ROW)).isFalse();
	}

	@Test
	void afterAndBeforeExcludeTheTimeItself() {
		assertThat(Guard.after(Field.EXPIRES_AT, NOON.minusMillis(1)).allows(ROW)).isTrue();
		assertThat(Guard.after(Field.EXPIRES_AT, NOON).allows(ROW)).isFalse();
		assertThat(Guard.after(Field.EXPIRES_AT, NOON).allows(EMPTY)).isFalse();
		assertThat(Guard.before(Field.EXPIRES_AT, NOON.plusMillis(1)).allows(ROW)).isTrue();
		assertThat(Guard.before(Field.EXPIRES_AT, NOON).allows(ROW)).isFalse();
		assertThat(Guard.before(Field.EXPIRES_AT, NOON).allows(EMPTY)).isFalse();
	}

	@Test
	void presentDemandsAnyValue() {
		assertThat(Guard.present(Field.STATUS).allows(ROW)).isTrue();
		assertThat(Guard.present(Field.SALT).allows(ROW)).isFalse();
	}

	@Test
	void absentDemandsNoValue() {
		assertThat(Guard.absent(Field.STATUS).allows(ROW)).isFalse();
		assertThat(Guard.absent(Field.SALT).allows(ROW)).isTrue();
	}

	@Test
	void absentOrLessDemandsNoValueOrALowerOne() {
		assertThat(Guard.absentOrLess(Field.REDELIVERED, 4).allows(ROW)).isTrue();
		assertThat(Guard.absentOrLess(Field.REDELIVERED, 3).allows(ROW)).isFalse();
		assertThat(Guard.absentOrLess(Field.REDELIVERED, 3).allows(EMPTY)).isTrue();
		assertThat(Guard.absentOrLess(Field.EXPIRES_AT, NOON.plusMillis(1)).allows(ROW)).isTrue();
		assertThat(Guard.absentOrLess(Field.EXPIRES_AT, NOON).allows(ROW)).isFalse();
		assertThat(Guard.absentOrLess(Field.LAST_USED_AT, NOON).allows(ROW)).isTrue();
	}

}
