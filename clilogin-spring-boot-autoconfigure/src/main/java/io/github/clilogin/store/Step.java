package io.github.clilogin.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Represents a change of a login: conditions and the fields to write. A store performs it
 * as one atomic conditional write. Each allowed row changes, so the number of changed
 * rows tells whether the step was performed. Immutable.
 *
 * @param anyOf lists of guards; all guards of at least one list must hold. A list has at
 * most one guard per field.
 * @param set the fields to set, with their values
 * @param erase the fields to erase
 * @param count the {@link Field.Type#NUMBER} to increase by one, from 0 if it is absent,
 * or {@code null}
 */
public record Step(List<List<Guard>> anyOf, Map<Field, Object> set, Set<Field> erase, @Nullable Field count) {

	/**
	 * Copies the parts.
	 * @throws IllegalArgumentException if a field has two guards in one list, or is
	 * written in two ways
	 */
	public Step {
		anyOf = anyOf.stream().map(List::copyOf).toList();
		anyOf.forEach((guards) -> requireDistinct(guards.stream().map(Guard::field)));
		requireDistinct(
				Stream.of(set.keySet(), erase, (count != null) ? Set.of(count) : Set.<Field>of()).flatMap(Set::stream));
		Map<Field, Object> values = new EnumMap<>(Field.class);
		values.putAll(set);
		set = Collections.unmodifiableMap(values);
		erase = Collections.unmodifiableSet(erase.isEmpty() ? EnumSet.noneOf(Field.class) : EnumSet.copyOf(erase));
	}

	private static void requireDistinct(Stream<Field> fields) {
		Set<Field> seen = EnumSet.noneOf(Field.class);
		fields.filter((field) -> !seen.add(field)).findFirst().ifPresent((field) -> {
			throw new IllegalArgumentException("A step must not name the field " + field + " twice");
		});
	}

	/**
	 * {@return a builder}
	 * @param guards the guards, all of which must hold
	 */
	public static Builder when(List<Guard> guards) {
		return new Builder(guards);
	}

	/**
	 * {@return this step with a guard added to each list}
	 * @param guard the guard
	 */
	public Step and(Guard guard) {
		List<List<Guard>> stricter = this.anyOf.stream()
			.map((guards) -> Stream.concat(guards.stream(), Stream.of(guard)).toList())
			.toList();
		return new Step(stricter, this.set, this.erase, this.count);
	}

	/**
	 * {@return whether the guards hold for a row}
	 * @param row the row
	 */
	public boolean allows(Row row) {
		return this.anyOf.stream().anyMatch((guards) -> guards.stream().allMatch((guard) -> guard.allows(row)));
	}

	/**
	 * Performs this step on a row.
	 * @param row the row
	 * @return the changed row, or empty if the guards do not hold
	 */
	public Optional<Row> applyTo(Row row) {
		if (!allows(row)) {
			return Optional.empty();
		}
		Map<Field, Object> values = new EnumMap<>(Field.class);
		values.putAll(this.set);
		if (this.count != null) {
			values.put(this.count, ((row.get(this.count) instanceof Integer number) ? number : 0) + 1);
		}
		return Optional.of(row.with(values, this.erase));
	}

	/** Omits the values, which include a salt. */
	@Override
	public String toString() {
		return "Step[anyOf=" + this.anyOf + ", set=" + this.set.keySet() + ", erase=" + this.erase + ", count="
				+ this.count + "]";
	}

	/**
	 * Builds a step. Not thread-safe.
	 */
	public static final class Builder {

		private final List<List<Guard>> anyOf = new ArrayList<>();

		private final Map<Field, Object> set = new EnumMap<>(Field.class);

		private final Set<Field> erase = EnumSet.noneOf(Field.class);

		private @Nullable Field count;

		private Builder(List<Guard> guards) {
			this.anyOf.add(guards);
		}

		/**
		 * Adds an alternative list of guards.
		 * @param guards the guards, all of which must hold
		 * @return this
		 */
		public Builder or(List<Guard> guards) {
			this.anyOf.add(guards);
			return this;
		}

		/**
		 * Sets a field.
		 * @param field the field
		 * @param value the new value; {@code null} erases the field
		 * @return this
		 */
		public Builder set(Field field, @Nullable Object value) {
			if (value == null) {
				return erase(field);
			}
			this.set.put(field, value);
			return this;
		}

		/**
		 * Sets fields.
		 * @param values the fields with their values
		 * @return this
		 */
		public Builder set(Map<Field, Object> values) {
			this.set.putAll(values);
			return this;
		}

		/**
		 * Erases fields.
		 * @param fields the fields
		 * @return this
		 */
		public Builder erase(Field... fields) {
			Collections.addAll(this.erase, fields);
			return this;
		}

		/**
		 * Increases a field by one.
		 * @param field a field of type {@link Field.Type#NUMBER}
		 * @return this
		 */
		public Builder count(Field field) {
			this.count = field;
			return this;
		}

		/**
		 * {@return the step}
		 */
		public Step build() {
			return new Step(this.anyOf, this.set, this.erase, this.count);
		}

	}

}
