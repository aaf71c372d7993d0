package io.github.clilogin.jdbc;

import java.util.Objects;

import org.springframework.jdbc.BadSqlGrammarException;

import io.github.clilogin.internal.LoggedFailure;

/**
 * Reports that a table does not exist, lacks a column or is not accessible.
 */
final class UnusableTableException extends BadSqlGrammarException implements LoggedFailure {

	private static final long serialVersionUID = 1L;

	UnusableTableException(String problem, BadSqlGrammarException failure) {
		super(problem, failure.getSql(), Objects.requireNonNull(failure.getSQLException()));
	}

}
