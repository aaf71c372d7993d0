package io.github.clilogin.tenants;

import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The tenants of a host application, each with an own host name and an own Ann.
 */
final class Tenants {

	static final String DOMAIN = ".localhost";

	/** Returns the tenant of a host name. */
	Optional<String> findByHost(String hostName) {
		return Optional.of(hostName.toLowerCase(Locale.ROOT))
			.filter((name) -> name.endsWith(DOMAIN))
			.map((name) -> name.substring(0, name.length() - DOMAIN.length()))
			.filter((name) -> !name.startsWith("unknown"))
			.map((name) -> name.replace("slash", "a/b"));
	}

	/** Returns the tenant of the request of this thread, as a host may know it. */
	static String current() {
		ServletRequestAttributes attributes = (ServletRequestAttributes) RequestContextHolder
			.currentRequestAttributes();
		HttpServletRequest request = attributes.getRequest();
		return new Tenants().findByHost(request.getServerName()).orElse("");
	}

}
