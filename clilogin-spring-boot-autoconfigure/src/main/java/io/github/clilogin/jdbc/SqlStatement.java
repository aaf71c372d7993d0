package io.github.clilogin.jdbc;

import java.util.List;

/**
 * Holds an SQL statement and the values of its parameters.
 *
 * @param text the statement, without any value of a login
 * @param arguments the values, none of which is {@code null}
 */
record SqlStatement(String text, List<Object> arguments) {

	SqlStatement {
		arguments = List.copyOf(arguments);
	}

	Object[] argumentArray() {
		return this.arguments.toArray();
	}

	/** Omits the arguments, which may be a code or a hash. */
	@Override
	public String toString() {
		return this.text;
	}

}
