package io.github.clilogin.client;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Represents the scheme, host and port of an address to which secrets may be sent.
 */
record SecureOrigin(String scheme, String host, int port) {

	private static final Pattern LOCALHOST = Pattern.compile("localhost|.+\\.localhost");

	private static final Pattern LOOPBACK = Pattern
		.compile(LOCALHOST + "|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

	static SecureOrigin of(URI uri) {
		String scheme = lower(uri.getScheme());
		String host = lower(uri.getHost());
		boolean encrypted = scheme.equals("https");
		if (!encrypted && !scheme.equals("http") || host.isEmpty() || uri.getRawUserInfo() != null) {
			throw new IllegalArgumentException("An address must look like https://host/path, without a user name.");
		}
		if (!encrypted && !LOOPBACK.matcher(host).matches()) {
			throw new IllegalArgumentException("http:// would send secrets to " + host
					+ " without encryption. Use https://, or http:// for localhost only.");
		}
		int defaultPort = encrypted ? 443 : 80;
		return new SecureOrigin(scheme, host, uri.getPort() == -1 ? defaultPort : uri.getPort());
	}

	/** Returns the normalized base URI of a server, without a trailing slash. */
	static String baseOf(URI server) {
		SecureOrigin origin = of(server);
		if (server.getRawQuery() != null || server.getRawFragment() != null) {
			throw new IllegalArgumentException("A server address must not have a query or a fragment: " + server);
		}
		return origin + Objects.requireNonNullElse(server.getRawPath(), "").replaceAll("/+$", "");
	}

	/** Returns whether the resolver of the system decides where the name leads. */
	static boolean isLocalhostName(String host) {
		return LOCALHOST.matcher(lower(host)).matches();
	}

	private static String lower(String text) {
		return Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
	}

	@Override
	public String toString() {
		boolean isDefault = this.port == (this.scheme.equals("https") ? 443 : 80);
		return this.scheme + "://" + this.host + (isDefault ? "" : ":" + this.port);
	}

}
