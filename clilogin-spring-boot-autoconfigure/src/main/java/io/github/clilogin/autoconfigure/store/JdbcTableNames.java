package io.github.clilogin.autoconfigure.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.clilogin.internal.OwnersName;

/**
 * Replaces the names in a script that creates the tables.
 *
 * @param logins the name of the table of logins, which a schema may precede
 */
record JdbcTableNames(String logins) {

	private static final Pattern NAME = Pattern.compile("\\bclilogin_(logins|owners)(\\w*)");

	String owners() {
		return OwnersName.of(this.logins);
	}

	/**
	 * Returns the script with the names of the tables. Names of indexes and constraints
	 * get no schema, because most databases accept none there.
	 */
	String rename(String script) {
		return NAME.matcher(script).replaceAll((name) -> {
			String table = name.group(1).equals("logins") ? this.logins : owners();
			String suffix = name.group(2);
			return Matcher
				.quoteReplacement(suffix.isEmpty() ? table : table.substring(table.lastIndexOf('.') + 1) + suffix);
		});
	}

}
