package io.github.clilogin.web.wire;

import java.util.regex.Pattern;

/** Recognizes the names and addresses of this machine, which no DNS server resolves. */
public final class LoopbackHost {

	private static final Pattern PATTERN = Pattern.compile("localhost|\\[::1]|127(\\.[0-9]{1,3}){3}",
			Pattern.CASE_INSENSITIVE);

	private LoopbackHost() {
	}

	/**
	 * {@return whether a host is this machine}
	 * @param host the name or address, an IPv6 address in brackets
	 */
	public static boolean matches(String host) {
		return PATTERN.matcher(host).matches();
	}

}
