package io.github.clilogin.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.clilogin.store.Field;
import io.github.clilogin.store.Guard;
import io.github.clilogin.store.Row;
import io.github.clilogin.store.Step;

/**
 * Converts rows, guards and steps to SQL. Uses only the SQL that all databases have in
 * common, so that it need not know the database. For example, no two of them limit the
 * rows of a query in the same way.
 */
final class LoginStatements {

	private final String table;

	LoginStatements(String table) {
		this.table = table;
	}

	/** Omits absent fields, because some drivers need the type of a {@code null}. */
	SqlStatement insert(Row row) {
		Map<Field, Object> values = row.values();
		String columns = values.keySet().stream().map(Field::snakeCase).collect(Collectors.joining(", "));
		return new SqlStatement(
				"INSERT INTO " + this.table + " (" + columns + ") VALUES (" + parameters(values.size()) + ")",
				values.values().stream().map(LoginColumns::write).toList());
	}

	SqlStatement select(String columns, List<Guard> guards) {
		Arguments arguments = new Arguments();
		return arguments.end("SELECT " + columns + " FROM " + this.table + " WHERE " + arguments.condition(guards));
	}

	/** Selects the latest first. */
	SqlStatement selectLatest(String columns, Guard time) {
		SqlStatement select = select(columns, List.of(time));
		return new SqlStatement(select.text() + " ORDER BY " + time.field().snakeCase() + " DESC", select.arguments());
	}

	/**
	 * Returns the update of one login. The ID stands before the alternatives, so that
	 * every database uses the primary key.
	 */
	SqlStatement update(Step step, String id) {
		Arguments arguments = new Arguments();
		return arguments.end("UPDATE " + this.table + " SET " + arguments.assignments(step) + " WHERE "
				+ arguments.condition(Guard.in(Field.ID, id)) + " AND (" + arguments.condition(step.anyOf()) + ")");
	}

	SqlStatement update(Step step) {
		Arguments arguments = new Arguments();
		return arguments.end("UPDATE " + this.table + " SET " + arguments.assignments(step) + " WHERE "
				+ arguments.condition(step.anyOf()));
	}

	SqlStatement delete(List<Guard> guards) {
		Arguments arguments = new Arguments();
		return arguments.end("DELETE FROM " + this.table + " WHERE " + arguments.condition(guards));
	}

	private static String parameters(int count) {
		return String.join(", ", Collections.nCopies(count, "?"));
	}

	/** Collects the arguments in the order in which the statement names them. */
	private static final class Arguments {

		private final List<Object> values = new ArrayList<>();

		SqlStatement end(String text) {
			return new SqlStatement(text, this.values);
		}

		String assignments(Step step) {
			List<String> assignments = new ArrayList<>();
			step.set().forEach((field, value) -> assignments.add(field.snakeCase() + " = " + add(value)));
			step.erase().forEach((field) -> assignments.add(field.snakeCase() + " = NULL"));
			Field count = step.count();
			if (count != null) {
				assignments.add(count.snakeCase() + " = COALESCE(" + count.snakeCase() + ", 0) + 1");
			}
			return String.join(", ", assignments);
		}

		String condition(Collection<List<Guard>> anyOf) {
			return anyOf.stream()
				.map((guards) -> (anyOf.size() == 1) ? condition(guards) : "(" + condition(guards) + ")")
				.collect(Collectors.joining(" OR "));
		}

		String condition(List<Guard> guards) {
			return guards.stream().map(this::condition).collect(Collectors.joining(" AND "));
		}

		String condition(Guard guard) {
			String column = guard.field().snakeCase();
			return switch (guard.word()) {
				case IN -> in(column, guard.operands());
				case NOT -> column + " <> " + add(guard.operand());
				case AFTER -> column + " > " + add(guard.operand());
				case BEFORE -> column + " < " + add(guard.operand());
				case PRESENT -> column + " IS NOT NULL";
				case ABSENT -> column + " IS NULL";
				case ABSENT_OR_LESS -> "(" + column + " IS NULL OR " + column + " < " + add(guard.operand()) + ")";
			};
		}

		private String in(String column, List<Object> operands) {
			operands.forEach(this::add);
			return switch (operands.size()) {
				case 0 -> "1 = 0";
				case 1 -> column + " = ?";
				default -> column + " IN (" + parameters(operands.size()) + ")";
			};
		}

		private String add(Object value) {
			this.values.add(LoginColumns.write(value));
			return "?";
		}

	}

}
