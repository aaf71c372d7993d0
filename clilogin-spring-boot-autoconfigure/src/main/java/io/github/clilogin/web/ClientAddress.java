package io.github.clilogin.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from. Reading forwarding headers is the business of
 * {@code server.forward-headers-strategy}, which also takes them away; one that is still
 * there means that the address is a proxy's.
 */
final class ClientAddress {

	/**
	 * Set by Tomcat's {@code RemoteIpValve} when it has read the headers, of which it
	 * leaves what stands before the address that a trusted proxy saw.
	 */
	private static final String READ_BY_TOMCAT = "org.apache.tomcat.request.forwarded";

	private ClientAddress() {
	}

	/** Returns the address, or {@code null} if it is not known. */
	static @Nullable String of(HttpServletRequest request) {
		return isForwarded(request) ? null : plain(request.getRemoteAddr());
	}

	/** Spring's {@code ForwardedHeaderFilter} gives an IPv6 address in brackets. */
	private static @Nullable String plain(@Nullable String address) {
		if (address == null || !address.startsWith("[") || !address.endsWith("]")) {
			return address;
		}
		return address.substring(1, address.length() - 1);
	}

	static boolean isForwarded(HttpServletRequest request) {
		if (Boolean.TRUE.equals(request.getAttribute(READ_BY_TOMCAT))) {
			return false;
		}
		// No strategy takes X-Real-IP away, but after it the address agrees
		String realIp = request.getHeader("X-Real-IP");
		return request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null
				|| (realIp != null && !realIp.strip().equals(request.getRemoteAddr()));
	}

}
