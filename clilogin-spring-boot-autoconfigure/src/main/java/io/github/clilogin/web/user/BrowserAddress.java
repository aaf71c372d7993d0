package io.github.clilogin.web.user;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.internal.NetworkPrefix;
import io.github.clilogin.web.ConfirmationPage.Network;
import io.github.clilogin.web.wire.ClientAddress;

/**
 * Represents the address of a browser, compared with the address that started a login.
 *
 * @param text the address, or {@code null} if unknown
 * @param uncertain whether the address may be that of a proxy
 * @param network the result of the comparison
 */
public record BrowserAddress(@Nullable String text, boolean uncertain, Network network) {

	/**
	 * {@return the address of the browser}
	 * @param browser the request of the browser
	 * @param start the request that started the login
	 */
	public static BrowserAddress of(HttpServletRequest browser, CliLoginRequest start) {
		ClientAddress address = ClientAddress.of(browser);
		ClientAddress other = new ClientAddress(start.remoteAddress(), start.isAddressUncertain());
		return new BrowserAddress(address.text(), address.uncertain(), compare(address, other));
	}

	/**
	 * Anyone can make the address of a start uncertain by a forged header, so that alone
	 * must not hide that the addresses differ.
	 */
	private static Network compare(ClientAddress browser, ClientAddress start) {
		String mine = network(browser);
		String other = network(start);
		if (mine.equals(NetworkPrefix.UNKNOWN) || other.equals(NetworkPrefix.UNKNOWN)) {
			return Network.UNKNOWN;
		}
		boolean equal = mine.equals(other) || (isLoopback(mine) && isLoopback(other));
		if (browser.uncertain() || start.uncertain()) {
			return equal ? Network.UNKNOWN : Network.PERHAPS_OTHER;
		}
		return equal ? Network.SAME : different(mine, other);
	}

	/** A computer may use IPv4 in its terminal and IPv6 in its browser. */
	private static Network different(String mine, String other) {
		return (isIpv4(mine) == isIpv4(other)) ? Network.OTHER : Network.PERHAPS_OTHER;
	}

	private static String network(ClientAddress address) {
		return NetworkPrefix.of(address.text());
	}

	private static boolean isIpv4(String network) {
		return network.indexOf('.') >= 0;
	}

	private static boolean isLoopback(String network) {
		return network.startsWith("127.") || network.equals(NetworkPrefix.of("::1"));
	}

}
