package io.github.clilogin.web.user;

import java.util.Objects;

import io.github.clilogin.CliLogin;

/**
 * Locates the listener of a CLI that receives a return code. Browsers connect to this
 * address without asking a name server.
 *
 * @param port the port of the listener
 */
public record ListenerAddress(int port) {

	/**
	 * {@return the address of the listener of a login}
	 * @param login a login with the return method {@code LOOPBACK}
	 */
	public static ListenerAddress of(CliLogin login) {
		return new ListenerAddress(Objects.requireNonNull(login.request().returnPort()));
	}

	/**
	 * {@return the origin, as a content security policy allows it}
	 */
	public String origin() {
		return "http://127.0.0.1:" + this.port;
	}

	/**
	 * {@return the URL to which the browser sends the code}
	 */
	public String url() {
		return origin() + "/clilogin/return";
	}

}
