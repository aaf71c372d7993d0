package io.github.clilogin.web.wire;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Determines the address that a request comes from. Forwarding headers are read by
 * {@code server.forward-headers-strategy}, which removes them; a header that is still
 * there means that the address is that of a proxy.
 */
public final class ClientAddress {

	/**
	 * Set by Tomcat's {@code RemoteIpValve} after it has read the headers. The valve
	 * leaves the part of them that precedes the address which a trusted proxy saw.
	 */
	private static final String READ_BY_TOMCAT = "org.apache.tomcat.request.forwarded";

	private ClientAddress() {
	}

	/**
	 * Returns the address of the client.
	 * @param request the request
	 * @return the address, or {@code null} if it is not known
	 */
	public static @Nullable String of(HttpServletRequest request) {
		return isForwarded(request) ? null : withoutBrackets(request.getRemoteAddr());
	}

	/** Spring's {@code ForwardedHeaderFilter} puts an IPv6 address into brackets. */
	private static @Nullable String withoutBrackets(@Nullable String address) {
		if (address == null || !address.startsWith("[") || !address.endsWith("]")) {
			return address;
		}
		return address.substring(1, address.length() - 1);
	}

	/**
	 * Returns whether a request has a forwarding header that no strategy has read.
	 * @param request the request
	 * @return whether its address is that of a proxy
	 */
	public static boolean isForwarded(HttpServletRequest request) {
		if (Boolean.TRUE.equals(request.getAttribute(READ_BY_TOMCAT))) {
			return false;
		}
		// No strategy removes X-Real-IP, but after a strategy it equals the address
		String realIp = request.getHeader("X-Real-IP");
		return request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null
				|| (realIp != null && !realIp.strip().equals(request.getRemoteAddr()));
	}

}
