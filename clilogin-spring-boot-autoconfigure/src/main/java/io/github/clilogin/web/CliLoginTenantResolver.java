package io.github.clilogin.web;

import jakarta.servlet.http.HttpServletRequest;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUser;

/**
 * Determines the tenant of a request. Define a bean of this type if the same user name
 * can be another user in another tenant. A login then belongs to the tenant of the
 * request that started it, and a request of another tenant does not find it. The same
 * applies to tokens. Without such a bean, every request has an empty tenant. Thread-safe.
 * <p>
 * The tenant must come from a trusted source, such as a host name that your application
 * knows or a header that your gateway always replaces. It must also be the tenant of the
 * signed-in user. A user can send a session cookie to the host name of another tenant.
 * Unless your application refuses such a session everywhere, compare the tenant of the
 * user here and throw an exception. Otherwise the user could confirm a login as the user
 * of the same name in the other tenant.
 *
 * @see CliLoginService#forTenant
 * @see CliUser#tenant
 */
@FunctionalInterface
public interface CliLoginTenantResolver {

	/**
	 * Returns the tenant of a request. It is called once for most requests, also for
	 * polls, so it should be fast. Any exception refuses the request with 403.
	 * @param request the request of a CLI, a browser or an API client
	 * @return the tenant, at most 64 characters without a slash and without control
	 * characters; empty for none, never {@code null}
	 */
	String resolve(HttpServletRequest request);

}
