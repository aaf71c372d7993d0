package io.github.clilogin;

/**
 * How the browser and the waiting command line find each other.
 */
public enum CliLoginFlow {

	/**
	 * The link carries the user code; the signed-in user compares it and presses one
	 * button.
	 */
	CONFIRM,

	/**
	 * The user types the code that the command line shows; the link never carries it.
	 */
	CODE,

	/**
	 * The command line keeps a device code of its own making and registers only its hash.
	 */
	BROWSER

}
