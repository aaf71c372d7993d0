package io.github.clilogin.web.limit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.http.HttpServletRequest;

import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.internal.NetworkPrefix;
import io.github.clilogin.web.wire.ClientAddress;

/**
 * Determines the network whose clients share a limit: an IPv4 address or a 64-bit IPv6
 * network, because its addresses usually belong to one customer. Clients of unknown
 * address share one network. Thread-safe.
 */
public final class ClientNetworks {

	/** The network of all clients of unknown address. */
	public static final String UNKNOWN = NetworkPrefix.UNKNOWN;

	private static final Logger logger = System.getLogger(ClientNetworks.class.getName());

	private final AtomicBoolean warned = new AtomicBoolean();

	ClientNetworks() {
	}

	String of(HttpServletRequest request) {
		ClientAddress client = ClientAddress.of(request);
		if (client.uncertain() && this.warned.compareAndSet(false, true)) {
			logger.log(Level.WARNING,
					"Requests have forwarding headers that are not read, so all clients share one limit. "
							+ "Set server.forward-headers-strategy if your proxy sends the headers");
		}
		return client.uncertain() ? UNKNOWN : ofSocket(request);
	}

	/** Returns the network of the connection and ignores the headers. */
	static String ofSocket(HttpServletRequest request) {
		return NetworkPrefix.of(request.getRemoteAddr());
	}

	/** Returns the network of the start of a login, as {@link #of} has returned it. */
	static String of(CliLoginRequest request) {
		return request.isAddressUncertain() ? UNKNOWN : NetworkPrefix.of(request.remoteAddress());
	}

}
