package io.github.clilogin.web.limit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import io.github.clilogin.web.wire.ClientAddress;

/**
 * Determines the network whose clients share a limit: an IPv4 address or a 64-bit IPv6
 * network, because its addresses usually belong to one customer. Clients of unknown
 * address share one network. Thread-safe.
 */
public final class ClientNetworks {

	/** The network of all clients of unknown address. */
	public static final String UNKNOWN = "unknown";

	private static final Logger logger = System.getLogger(ClientNetworks.class.getName());

	private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

	private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

	/** Keeps host names out, which the JDK would look up in the DNS. */
	private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]{1,44}");

	private static final int NETWORK_BYTES = 8;

	private final AtomicBoolean warned = new AtomicBoolean();

	ClientNetworks() {
	}

	String of(HttpServletRequest request) {
		ClientAddress client = ClientAddress.of(request);
		String address = client.certain();
		if (client.uncertain() && this.warned.compareAndSet(false, true)) {
			logger.log(Level.WARNING,
					"Requests have forwarding headers that are not read, so all clients share one limit. "
							+ "Set server.forward-headers-strategy if your proxy sends the headers");
		}
		return (address != null) ? network(address) : UNKNOWN;
	}

	/**
	 * {@return the network of an address, or {@link #UNKNOWN} if the text is not an IP
	 * address}
	 * @param address the address
	 */
	public static String network(String address) {
		if (IPV4.matcher(address).matches()) {
			return address;
		}
		int zone = address.indexOf('%');
		String plain = (zone < 0) ? address : address.substring(0, zone);
		return (plain.indexOf(':') >= 0 && IPV6_CHARACTERS.matcher(plain).matches()) ? ofIpv6(plain) : UNKNOWN;
	}

	private static String ofIpv6(String address) {
		try {
			InetAddress parsed = InetAddress.getByName(address);
			return (parsed instanceof Inet4Address) ? parsed.getHostAddress()
					: HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES));
		}
		catch (UnknownHostException ex) {
			return UNKNOWN;
		}
	}

}
