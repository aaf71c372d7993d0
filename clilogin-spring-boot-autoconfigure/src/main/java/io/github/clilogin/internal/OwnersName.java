package io.github.clilogin.internal;

/** Derives the name of the collection or table of owners. */
public final class OwnersName {

	private static final String LOGINS = "logins";

	private static final String OWNERS = "owners";

	private OwnersName() {
	}

	/**
	 * {@return the name of the owners, such as {@code clilogin_owners} for
	 * {@code clilogin_logins}, and {@code tools_owners} for {@code tools}}
	 * @param logins the name of the collection or table of logins
	 */
	public static String of(String logins) {
		return logins.endsWith(LOGINS) ? logins.substring(0, logins.length() - LOGINS.length()) + OWNERS
				: logins + "_" + OWNERS;
	}

}
