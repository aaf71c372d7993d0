package io.github.clilogin.security;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Hides the {@code Authorization} header, because a resource server of the host
 * application would reject the token.
 */
final class WithoutAuthorizationRequest extends HttpServletRequestWrapper {

	WithoutAuthorizationRequest(HttpServletRequest request) {
		super(request);
	}

	@Override
	public @Nullable String getHeader(String name) {
		return isHidden(name) ? null : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		List<String> names = Collections.list(super.getHeaderNames());
		names.removeIf(WithoutAuthorizationRequest::isHidden);
		return Collections.enumeration(names);
	}

	private static boolean isHidden(String name) {
		return HttpHeaders.AUTHORIZATION.equalsIgnoreCase(name);
	}

}
