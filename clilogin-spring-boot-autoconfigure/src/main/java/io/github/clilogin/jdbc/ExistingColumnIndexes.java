package io.github.clilogin.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.clilogin.store.Field;

/**
 * Contains the indexes of the table as the driver reports them.
 *
 * @param leading the names of the columns with which an index begins
 * @param unique the names of the columns that have a unique index of their own
 */
record ExistingColumnIndexes(Set<String> leading, Set<String> unique) {

	/**
	 * Returns no index if the driver does not find the table, for example by a synonym.
	 */
	static ExistingColumnIndexes of(Connection connection, String table) throws SQLException {
		DatabaseMetaData metaData = connection.getMetaData();
		Map<String, List<String>> columns = new HashMap<>();
		Set<String> unique = new HashSet<>();
		try (ResultSet index = indexes(connection, metaData, stored(metaData, table).split("\\."))) {
			while (index.next()) {
				read(index, columns, unique);
			}
		}
		return of(columns, unique);
	}

	/** MySQL and MariaDB have catalogs instead of schemas. */
	private static ResultSet indexes(Connection connection, DatabaseMetaData metaData, String[] name)
			throws SQLException {
		String table = name[name.length - 1];
		String qualifier = (name.length > 1) ? name[name.length - 2] : null;
		String schema = connection.getSchema();
		return (schema != null)
				? metaData.getIndexInfo(null, (qualifier != null) ? qualifier : schema, table, false, true) : metaData
					.getIndexInfo((qualifier != null) ? qualifier : connection.getCatalog(), null, table, false, true);
	}

	private static String stored(DatabaseMetaData metaData, String table) throws SQLException {
		if (metaData.storesUpperCaseIdentifiers()) {
			return table.toUpperCase(Locale.ROOT);
		}
		return metaData.storesLowerCaseIdentifiers() ? table.toLowerCase(Locale.ROOT) : table;
	}

	/** Ignores the row of statistics, which has no column. */
	private static void read(ResultSet index, Map<String, List<String>> columns, Set<String> unique)
			throws SQLException {
		String name = index.getString("INDEX_NAME");
		String column = index.getString("COLUMN_NAME");
		if (name != null && column != null) {
			columns.computeIfAbsent(name, (added) -> new ArrayList<>()).add(column.toLowerCase(Locale.ROOT));
			if (!index.getBoolean("NON_UNIQUE")) {
				unique.add(name);
			}
		}
	}

	private static ExistingColumnIndexes of(Map<String, List<String>> columns, Set<String> uniqueIndexes) {
		Set<String> leading = new HashSet<>();
		Set<String> unique = new HashSet<>();
		columns.forEach((index, of) -> {
			leading.add(of.get(0));
			if (of.size() == 1 && uniqueIndexes.contains(index)) {
				unique.add(of.get(0));
			}
		});
		return new ExistingColumnIndexes(leading, unique);
	}

	boolean isEmpty() {
		return this.leading.isEmpty();
	}

	boolean has(Field column) {
		return this.leading.contains(column.snakeCase());
	}

	boolean hasUnique(Field column) {
		return this.unique.contains(column.snakeCase());
	}

}
