package io.github.clilogin.store;

import java.time.Instant;
import java.util.List;

/**
 * Represents a condition on a field. Only {@link Word#ABSENT} and
 * {@link Word#ABSENT_OR_LESS} hold for an absent field. Immutable.
 *
 * @param field the field
 * @param word the condition
 * @param operands the values of the field's type to compare with: any number for
 * {@link Word#IN}, none for {@link Word#PRESENT} and {@link Word#ABSENT}, else one
 */
public record Guard(Field field, Word word, List<Object> operands) {

	/** Copies the operands. */
	public Guard {
		operands = List.copyOf(operands);
	}

	/**
	 * {@return a guard that requires one of the values}
	 * @param field a field of type {@link Field.Type#TEXT}
	 * @param values the values
	 */
	public static Guard in(Field field, String... values) {
		return new Guard(field, Word.IN, List.of((Object[]) values));
	}

	/**
	 * {@return a guard that requires a number}
	 * @param field a field of type {@link Field.Type#NUMBER}
	 * @param number the number
	 */
	public static Guard number(Field field, int number) {
		return new Guard(field, Word.IN, List.of(number));
	}

	/**
	 * Returns a guard that requires another ID. Only the ID can be compared, because it
	 * is never absent: {@code $ne} matches an absent member, but {@code <>} does not
	 * match an absent column.
	 * @param id the ID
	 * @return the guard
	 */
	public static Guard idIsNot(String id) {
		return new Guard(Field.ID, Word.NOT, List.of(id));
	}

	/**
	 * {@return a guard that requires a later time}
	 * @param field a field of type {@link Field.Type#TIME}
	 * @param time the time
	 */
	public static Guard after(Field field, Instant time) {
		return new Guard(field, Word.AFTER, List.of(time));
	}

	/**
	 * {@return a guard that requires an earlier time}
	 * @param field a field of type {@link Field.Type#TIME}
	 * @param time the time
	 */
	public static Guard before(Field field, Instant time) {
		return new Guard(field, Word.BEFORE, List.of(time));
	}

	/**
	 * {@return a guard that requires a value}
	 * @param field the field
	 */
	public static Guard present(Field field) {
		return new Guard(field, Word.PRESENT, List.of());
	}

	/**
	 * {@return a guard that requires an absent field}
	 * @param field the field
	 */
	public static Guard absent(Field field) {
		return new Guard(field, Word.ABSENT, List.of());
	}

	/**
	 * {@return a guard that requires a lower number, an earlier time or an absent field}
	 * @param field a field of type {@link Field.Type#NUMBER} or {@link Field.Type#TIME}
	 * @param limit the number or time
	 */
	public static Guard absentOrLess(Field field, Object limit) {
		return new Guard(field, Word.ABSENT_OR_LESS, List.of(limit));
	}

	/**
	 * {@return the first operand}
	 * @throws IndexOutOfBoundsException for {@link Word#PRESENT} and {@link Word#ABSENT}
	 */
	public Object operand() {
		return this.operands.get(0);
	}

	/**
	 * {@return whether the guard holds for a row}
	 * @param row the row
	 */
	public boolean allows(Row row) {
		Object value = row.get(this.field);
		return switch (this.word) {
			case IN -> value != null && this.operands.contains(value);
			case NOT -> value != null && !value.equals(operand());
			case AFTER -> value != null && compare(value) > 0;
			case BEFORE -> value != null && compare(value) < 0;
			case PRESENT -> value != null;
			case ABSENT -> value == null;
			case ABSENT_OR_LESS -> value == null || compare(value) < 0;
		};
	}

	@SuppressWarnings("unchecked")
	private int compare(Object value) {
		return ((Comparable<Object>) value).compareTo(operand());
	}

	/** Omits the operands, which may be a code or a hash. */
	@Override
	public String toString() {
		return this.field + " " + this.word;
	}

	/**
	 * Lists the conditions.
	 */
	public enum Word {

		/** Present and one of the operands. */
		IN,

		/** Present and not the operand. */
		NOT,

		/** Present and later than the operand. */
		AFTER,

		/** Present and earlier than the operand. */
		BEFORE,

		/** Present. */
		PRESENT,

		/** Absent. */
		ABSENT,

		/** Absent, or less than the operand. */
		ABSENT_OR_LESS

	}

}
