package io.github.clilogin.web.wire;

/** Refuses a request without a valid tenant. The cause is logged already. */
public final class UnknownTenantException extends RuntimeException {

	UnknownTenantException() {
		super("The tenant of the request is unknown", null, false, false);
	}

}
