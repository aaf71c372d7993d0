package io.github.clilogin.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A condition on one field. A field that is absent fulfils {@link Word#ABSENT_OR_LESS}
 * only. Immutable.
 *
 * @param field the field
 * @param word the condition
 * @param operands the values to compare with, of the field's type: any number for
 * {@link Word#IN}, none for {@link Word#PRESENT}, one for all others
 */
public record Guard(Field field, Word word, List<Object> operands) {

	/**
	 * Copies the operands.
	 */
	public Guard {
		operands = List.copyOf(operands);
	}

	/**
	 * Demands one of some values.
	 * @param field a field of type {@link Field.Type#TEXT}
	 * @param values the values
	 * @return the guard
	 */
	public static Guard in(Field field, Collection<String> values) {
		return new Guard(field, Word.IN, List.copyOf(values));
	}

	/**
	 * Demands one of some values.
	 * @param field a field of type {@link Field.Type#TEXT}
	 * @param values the values
	 * @return the guard
	 */
	public static Guard in(Field field, String... values) {
		return in(field, Arrays.asList(values));
	}

	/**
	 * Demands another id. A store may not tell a different value from an absent one, so
	 * this guard is for {@link Field#ID} only, which is never absent.
	 * @param id the id
	 * @return the guard
	 */
	public static Guard idIsNot(String id) {
		return new Guard(Field.ID, Word.NOT, List.of(id));
	}

	/**
	 * Demands a later time.
	 * @param field a field of type {@link Field.Type#TIME}
	 * @param time the time, which is not later than itself
	 * @return the guard
	 */
	public static Guard after(Field field, Instant time) {
		return new Guard(field, Word.AFTER, List.of(time));
	}

	/**
	 * Demands an earlier time.
	 * @param field a field of type {@link Field.Type#TIME}
	 * @param time the time, which is not earlier than itself
	 * @return the guard
	 */
	public static Guard before(Field field, Instant time) {
		return new Guard(field, Word.BEFORE, List.of(time));
	}

	/**
	 * Demands a value.
	 * @param field the field
	 * @return the guard
	 */
	public static Guard present(Field field) {
		return new Guard(field, Word.PRESENT, List.of());
	}

	/**
	 * Demands a lower number or none.
	 * @param field a field of type {@link Field.Type#NUMBER}
	 * @param limit the number
	 * @return the guard
	 */
	public static Guard absentOrLess(Field field, int limit) {
		return new Guard(field, Word.ABSENT_OR_LESS, List.of(limit));
	}

	/**
	 * Demands an earlier time or none.
	 * @param field a field of type {@link Field.Type#TIME}
	 * @param limit the time
	 * @return the guard
	 */
	public static Guard absentOrLess(Field field, Instant limit) {
		return new Guard(field, Word.ABSENT_OR_LESS, List.of(limit));
	}

	/**
	 * Returns the one value to compare with.
	 * @return the value
	 * @throws IndexOutOfBoundsException for a guard without operands
	 */
	public Object operand() {
		return this.operands.get(0);
	}

	/**
	 * Returns whether a row fulfils this condition.
	 * @param row the row
	 * @return whether it does
	 */
	public boolean allows(Row row) {
		Object value = row.get(this.field);
		return switch (this.word) {
			case IN -> value != null && this.operands.contains(value);
			case NOT -> value != null && !value.equals(operand());
			case AFTER -> value != null && compare(value) > 0;
			case BEFORE -> value != null && compare(value) < 0;
			case PRESENT -> value != null;
			case ABSENT_OR_LESS -> value == null || compare(value) < 0;
		};
	}

	@SuppressWarnings("unchecked")
	private int compare(Object value) {
		return ((Comparable<Object>) value).compareTo(operand());
	}

	/**
	 * Omits the operands, which may be a code or a hash.
	 */
	@Override
	public String toString() {
		return this.field + " " + this.word;
	}

	/**
	 * The kinds of conditions.
	 */
	public enum Word {

		/** Present and one of the operands. */
		IN,

		/** Present and not the operand. */
		NOT,

		/** Present and after the operand. */
		AFTER,

		/** Present and before the operand. */
		BEFORE,

		/** Present. */
		PRESENT,

		/** Absent, or less than the operand. */
		ABSENT_OR_LESS

	}

}
