package io.github.clilogin.client;

import java.net.URI;
import java.util.Set;

import io.github.clilogin.client.CliLoginException.Reason;

/**
 * Refuses links to other origins, since a page elsewhere could ask for the user's
 * password.
 *
 * @param base the base URI of the server
 * @param allowed the origins of the server and those that the CLI allows
 */
record LinkOrigins(String base, Set<SecureOrigin> allowed) {

	/** Returns a link in ASCII: a host in other letters can look like a trusted one. */
	URI checked(String text) throws CliLoginException {
		SecureOrigin origin;
		try {
			URI uri = URI.create(URI.create(text).toASCIIString());
			origin = SecureOrigin.of(uri);
			if (this.allowed.contains(origin)) {
				return uri;
			}
		}
		catch (IllegalArgumentException ex) {
			throw new CliLoginException(Reason.PROTOCOL, "The server " + this.base
					+ " sent a link that is neither https:// nor local, which was not opened. Check the server's address.");
		}
		throw new CliLoginException(Reason.PROTOCOL,
				"The server " + this.base + " sent a link to " + origin
						+ ", which was not opened. If that is the application's address, log in there.",
				null, serverAt(origin));
	}

	/** Keeps the context path, which a tunnel or a proxy rarely changes. */
	private URI serverAt(SecureOrigin origin) {
		String path = this.base.substring(SecureOrigin.of(URI.create(this.base)).toString().length());
		return URI.create(origin + path);
	}

}
