/**
 * Logs a CLI in through the browser.
 */
module io.github.clilogin.client {

	requires java.net.http;
	requires static org.jspecify;

	exports io.github.clilogin.client;

}
