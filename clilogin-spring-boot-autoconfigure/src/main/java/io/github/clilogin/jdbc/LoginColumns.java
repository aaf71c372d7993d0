package io.github.clilogin.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.store.Field;
import io.github.clilogin.store.Row;

/**
 * Converts the values of logins to columns and back. Each column is a text or a whole
 * number, which every database and driver stores alike: a time is milliseconds, which no
 * time zone shifts, and a flag is 0 or 1.
 */
final class LoginColumns {

	/** The columns of a login, in the order of {@link Field}. */
	static final String ALL = Stream.of(Field.values()).map(Field::snakeCase).collect(Collectors.joining(", "));

	private LoginColumns() {
	}

	/** Returns the parameter for a value of a field. */
	static Object write(Object value) {
		if (value instanceof Instant time) {
			return time.toEpochMilli();
		}
		if (value instanceof Boolean flag) {
			return flag ? 1 : 0;
		}
		return (value instanceof List<?> texts) ? TextList.write(texts) : value;
	}

	/** Reads the current row of a query for {@link #ALL}. */
	static CliLogin read(ResultSet result) throws SQLException {
		Map<Field, Object> values = new EnumMap<>(Field.class);
		for (Field field : Field.values()) {
			Object value = read(field, result);
			if (value != null) {
				values.put(field, value);
			}
		}
		return CliLogin.of(Row.of(values));
	}

	private static @Nullable Object read(Field field, ResultSet result) throws SQLException {
		int column = field.ordinal() + 1;
		if (field.type() == Field.Type.TEXT || field.type() == Field.Type.TEXTS) {
			String text = result.getString(column);
			return (text != null && field.type() == Field.Type.TEXTS) ? TextList.read(text) : text;
		}
		long number = result.getLong(column);
		return result.wasNull() ? null : read(field, number);
	}

	private static Object read(Field field, long number) {
		return switch (field.type()) {
			case TIME -> Instant.ofEpochMilli(number);
			case FLAG -> number != 0;
			default -> (int) number;
		};
	}

}
