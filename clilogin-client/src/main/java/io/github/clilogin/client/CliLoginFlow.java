package io.github.clilogin.client;

import java.util.Locale;

/**
 * How the person in front of the browser gets from the link to the confirmation.
 */
public enum CliLoginFlow {

	/** The link carries the user code; the person compares it and presses a button. */
	CONFIRM,

	/** The link carries nothing; the person types the user code. */
	CODE;

	String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
