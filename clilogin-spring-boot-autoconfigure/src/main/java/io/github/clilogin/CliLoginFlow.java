package io.github.clilogin;

/**
 * Lists the ways to connect the browser with the waiting CLI.
 */
public enum CliLoginFlow {

	/** The link contains the user code. The user compares it and presses a button. */
	CONFIRM,

	/** The user types the code that the CLI shows. The link does not contain it. */
	CODE,

	/** The CLI generates the device code, keeps it and registers its hash. */
	BROWSER

}
