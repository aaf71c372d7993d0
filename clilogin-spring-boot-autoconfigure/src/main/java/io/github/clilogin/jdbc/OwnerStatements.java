package io.github.clilogin.jdbc;

import java.util.List;

/**
 * Creates the SQL for the table of owners.
 *
 * @param table the name of the table
 */
record OwnerStatements(String table) {

	SqlStatement select(String ownerId) {
		return new SqlStatement("SELECT generation FROM " + this.table + " WHERE owner = ?", List.of(ownerId));
	}

	SqlStatement update(String ownerId, String generation) {
		return new SqlStatement("UPDATE " + this.table + " SET generation = ? WHERE owner = ?",
				List.of(generation, ownerId));
	}

	SqlStatement insert(String ownerId, String generation) {
		return new SqlStatement("INSERT INTO " + this.table + " (owner, generation) VALUES (?, ?)",
				List.of(ownerId, generation));
	}

}
