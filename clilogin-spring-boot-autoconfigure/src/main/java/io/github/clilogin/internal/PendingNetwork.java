package io.github.clilogin.internal;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Represents a network that a login was started from.
 *
 * @param prefix the text of the network, unique for networks of all sizes
 * @param factor the number of shares of one address that the network has; a larger
 * network has more users
 */
record PendingNetwork(String prefix, int factor) {

	private static final int HEX_DIGITS_OF_56_BITS = 14;

	private static final int HEX_DIGITS_OF_48_BITS = 12;

	/** Returns the networks of a start, the smallest first. */
	static List<PendingNetwork> of(@Nullable String address) {
		String prefix = NetworkPrefix.of(address);
		if (prefix.equals(NetworkPrefix.UNKNOWN)) {
			return List.of(new PendingNetwork(prefix, NetworkPrefix.UNKNOWN_FACTOR));
		}
		PendingNetwork network = new PendingNetwork(prefix, 1);
		return (prefix.indexOf('.') >= 0) ? List.of(network)
				: List.of(network, new PendingNetwork(prefix.substring(0, HEX_DIGITS_OF_56_BITS), 4),
						new PendingNetwork(prefix.substring(0, HEX_DIGITS_OF_48_BITS), 16));
	}

}
