package io.github.clilogin.internal;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Determines the network of an address: an IPv4 address or a 64-bit IPv6 network, because
 * its addresses usually belong to one customer.
 */
public final class NetworkPrefix {

	/** The network of all addresses that are unknown. */
	public static final String UNKNOWN = "unknown";

	/**
	 * The multiple of the limits of an address that applies to {@link #UNKNOWN}. Keeps
	 * hosts usable behind a proxy whose headers are not read.
	 */
	public static final int UNKNOWN_FACTOR = 10;

	private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

	private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

	/** Keeps host names out, which the JDK would look up in the DNS. */
	private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]{1,44}");

	private static final int NETWORK_BYTES = 8;

	private NetworkPrefix() {
	}

	/**
	 * {@return the network: an IPv4 address, the first 16 hex digits of an IPv6 address,
	 * or {@link #UNKNOWN}}
	 * @param address the address, with or without brackets, or {@code null}
	 */
	public static String of(@Nullable String address) {
		if (address == null) {
			return UNKNOWN;
		}
		if (IPV4.matcher(address).matches()) {
			return address;
		}
		String bare = withoutBrackets(address);
		int zone = bare.indexOf('%');
		String plain = (zone < 0) ? bare : bare.substring(0, zone);
		return (plain.indexOf(':') >= 0 && IPV6_CHARACTERS.matcher(plain).matches()) ? ofIpv6(plain) : UNKNOWN;
	}

	private static String withoutBrackets(String address) {
		boolean bracketed = address.startsWith("[") && address.endsWith("]");
		return bracketed ? address.substring(1, address.length() - 1) : address;
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
