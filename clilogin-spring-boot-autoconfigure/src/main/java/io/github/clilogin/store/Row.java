package io.github.clilogin.store;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Contains the field values of a stored login. Immutable.
 */
public final class Row {

	private final Map<Field, Object> values;

	private Row(Map<Field, Object> values) {
		this.values = values;
	}

	/**
	 * Creates a row.
	 * @param values the values, each of its field's type
	 * @return the row
	 * @throws IllegalArgumentException if a value is not of its field's type
	 */
	public static Row of(Map<Field, ?> values) {
		Map<Field, Object> copy = new EnumMap<>(Field.class);
		values.forEach((field, value) -> copy.put(field, checked(field, value)));
		return new Row(copy);
	}

	private static Object checked(Field field, Object value) {
		if (!field.type().valueType().isInstance(value)) {
			throw new IllegalArgumentException(
					"The field " + field + " holds a " + field.type() + ", not a " + value.getClass().getName());
		}
		return (value instanceof List<?> list) ? List.copyOf(list) : value;
	}

	/**
	 * {@return the present values in the order of {@link Field}, unmodifiable}
	 */
	public Map<Field, Object> values() {
		return Collections.unmodifiableMap(this.values);
	}

	/**
	 * {@return whether a field is present}
	 * @param field the field
	 */
	public boolean has(Field field) {
		return this.values.containsKey(field);
	}

	/**
	 * {@return the value of a field, or {@code null} if it is absent}
	 * @param field the field
	 */
	public @Nullable Object get(Field field) {
		return this.values.get(field);
	}

	/**
	 * {@return the text of a field}
	 * @param field a field of type {@link Field.Type#TEXT}
	 * @throws IllegalStateException if it is absent
	 */
	public String text(Field field) {
		return (String) require(field);
	}

	/**
	 * {@return the text of a field, or {@code null} if it is absent}
	 * @param field a field of type {@link Field.Type#TEXT}
	 */
	public @Nullable String textOrNull(Field field) {
		return (String) get(field);
	}

	/**
	 * {@return the texts of a field}
	 * @param field a field of type {@link Field.Type#TEXTS}
	 * @throws IllegalStateException if it is absent
	 */
	@SuppressWarnings("unchecked")
	public List<String> texts(Field field) {
		return (List<String>) require(field);
	}

	/**
	 * {@return the time of a field}
	 * @param field a field of type {@link Field.Type#TIME}
	 * @throws IllegalStateException if it is absent
	 */
	public Instant time(Field field) {
		return (Instant) require(field);
	}

	/**
	 * {@return the time of a field, or {@code null} if it is absent}
	 * @param field a field of type {@link Field.Type#TIME}
	 */
	public @Nullable Instant timeOrNull(Field field) {
		return (Instant) get(field);
	}

	/**
	 * {@return the value of a field}
	 * @param field the field
	 * @throws IllegalStateException if it is absent
	 */
	public Object require(Field field) {
		Object value = get(field);
		if (value == null) {
			throw new IllegalStateException("The login has no value for the required field " + field);
		}
		return value;
	}

	Row with(Map<Field, Object> set, Iterable<Field> erase) {
		Map<Field, Object> changed = new EnumMap<>(this.values);
		set.forEach((field, value) -> changed.put(field, checked(field, value)));
		erase.forEach(changed::remove);
		return new Row(changed);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Row that && this.values.equals(that.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	/** Omits the values, which include a user code and a salt. */
	@Override
	public String toString() {
		return "Row" + this.values.keySet();
	}

}
