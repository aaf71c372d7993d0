package io.github.clilogin.internal;

import java.util.regex.Pattern;

/** Derives the name of the collection or table of owners. */
public final class OwnersName {

	private static final Pattern LOWER_CASE = Pattern.compile("_logins$");

	private static final Pattern UPPER_CASE = Pattern.compile("_LOGINS$");

	private OwnersName() {
	}

	/**
	 * {@return the name of the owners, such as {@code clilogin_owners} for
	 * {@code clilogin_logins}, and {@code tools_owners} for {@code tools}} The name
	 * {@code logins} becomes {@code logins_owners}, because a host application may have a
	 * table {@code owners}.
	 * @param logins the name of the collection or table of logins
	 */
	public static String of(String logins) {
		if (UPPER_CASE.matcher(logins).find()) {
			return UPPER_CASE.matcher(logins).replaceFirst("_OWNERS");
		}
		return LOWER_CASE.matcher(logins).replaceFirst("") + "_owners";
	}

}
