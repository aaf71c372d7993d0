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
 * One change of a login: conditions, and what to write if they hold. A store performs it
 * as one atomic conditional write. Each step changes every row that it allows, so that
 * the number of rows changed tells whether it was performed. Immutable.
 *
 * @param anyOf lists of guards; the step is allowed if all guards of one list hold
 * @param set the fields to set, with their new values
 * @param erase the fields to erase, none of which is set
 * @param count the field of type {@link Field.Type#NUMBER} to increase by one, counting
 * from 0 if it is absent, or {@code null}
 */
public record Step(List<List<Guard>> anyOf, Map<Field, Object> set, Set<Field> erase, @Nullable Field count) {

	/**
	 * Copies the parts.
	 */
	public Step {
		anyOf = anyOf.stream().map(List::copyOf).toList();
		Map<Field, Object> values = new EnumMap<>(Field.class);
		values.putAll(set);
		set = Collections.unmodifiableMap(values);
		erase = Collections.unmodifiableSet(erase.isEmpty() ? EnumSet.noneOf(Field.class) : EnumSet.copyOf(erase));
	}

	/**
	 * Starts a step.
	 * @param guards the guards that must all hold
	 * @return a builder
	 */
	public static Builder when(List<Guard> guards) {
		return new Builder(guards);
	}

	/**
	 * Returns this step with one more guard.
	 * @param guard the guard, which must hold whatever else does
	 * @return the stricter step
	 */
	public Step and(Guard guard) {
		List<List<Guard>> stricter = this.anyOf.stream()
			.map((guards) -> Stream.concat(guards.stream(), Stream.of(guard)).toList())
			.toList();
		return new Step(stricter, this.set, this.erase, this.count);
	}

	/**
	 * Returns whether this step would change a row.
	 * @param row the row
	 * @return whether its guards hold
	 */
	public boolean allows(Row row) {
		return this.anyOf.stream().anyMatch((guards) -> guards.stream().allMatch((guard) -> guard.allows(row)));
	}

	/**
	 * Performs this step on a row.
	 * @param row the row
	 * @return the changed row, or empty if the step is not allowed
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

	/**
	 * Names the fields. Their values include a salt.
	 */
	@Override
	public String toString() {
		return "Step[anyOf=" + this.anyOf + ", set=" + this.set.keySet() + ", erase=" + this.erase + ", count="
				+ this.count + "]";
	}

	/**
	 * Collects the parts of a step. Not safe for use by several threads.
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
		 * Adds an alternative.
		 * @param guards the guards that must all hold instead
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
		 * Sets several fields.
		 * @param values the fields with their new values
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
		 * Returns the step.
		 * @return the step
		 */
		public Step build() {
			return new Step(this.anyOf, this.set, this.erase, this.count);
		}

	}

}
