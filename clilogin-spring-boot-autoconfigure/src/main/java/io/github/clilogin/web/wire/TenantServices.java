package io.github.clilogin.web.wire;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.internal.FailureLogger;
import io.github.clilogin.web.CliLoginTenantResolver;

/**
 * Provides the service for the tenant of a request.
 *
 * @param all the service of the application
 * @param resolver determines the tenant, or {@code null} without tenants
 */
public record TenantServices(CliLoginService all, @Nullable CliLoginTenantResolver resolver) {

	private static final FailureLogger failures = new FailureLogger(System.getLogger(TenantServices.class.getName()),
			"A request was refused, because the CliLoginTenantResolver returned no valid tenant");

	/**
	 * {@return the service for the tenant of a request}
	 * @param request the request
	 * @throws UnknownTenantException if the request has no valid tenant
	 */
	public CliLoginService of(HttpServletRequest request) {
		return (this.resolver != null) ? of(request, this.resolver) : this.all;
	}

	private CliLoginService of(HttpServletRequest request, CliLoginTenantResolver present) {
		return failures.call(() -> this.all.forTenant(present.resolve(request)))
			.orElseThrow(UnknownTenantException::new);
	}

}
