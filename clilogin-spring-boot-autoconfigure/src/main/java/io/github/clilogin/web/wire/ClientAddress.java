package io.github.clilogin.web.wire;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Represents the address of a client. {@code server.forward-headers-strategy} removes the
 * forwarding headers that it reads. A header that remains means that the address may be
 * that of a proxy. The client itself may have sent the header, so the address of the
 * connection is kept.
 *
 * @param text the address, or {@code null} if unknown
 * @param uncertain whether the address may be that of a proxy
 */
public record ClientAddress(@Nullable String text, boolean uncertain) {

	/** Set by Tomcat's RemoteIpValve, which keeps a part of the headers that it reads. */
	private static final String READ_BY_TOMCAT = "org.apache.tomcat.request.forwarded";

	/**
	 * {@return the address of the client}
	 * @param request the request
	 */
	public static ClientAddress of(HttpServletRequest request) {
		return new ClientAddress(withoutBrackets(request.getRemoteAddr()), isForwarded(request));
	}

	/** Removes the brackets of an IPv6 address, which ForwardedHeaderFilter adds. */
	private static @Nullable String withoutBrackets(@Nullable String address) {
		if (address == null || !address.startsWith("[") || !address.endsWith("]")) {
			return address;
		}
		return address.substring(1, address.length() - 1);
	}

	/** Returns whether the request has a forwarding header that no strategy has read. */
	private static boolean isForwarded(HttpServletRequest request) {
		if (Boolean.TRUE.equals(request.getAttribute(READ_BY_TOMCAT))) {
			return false;
		}
		// Strategies keep X-Real-IP and set the remote address to the same value
		String realIp = request.getHeader("X-Real-IP");
		return request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null
				|| (realIp != null && !realIp.strip().equals(request.getRemoteAddr()));
	}

}
