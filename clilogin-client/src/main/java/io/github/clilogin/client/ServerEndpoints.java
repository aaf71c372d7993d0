package io.github.clilogin.client;

import java.net.URI;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where a server listens. All addresses are https, or http on this very machine.
 *
 * @param device starts a login (RFC 8628 §3.1)
 * @param token answers polls (RFC 8628 §3.4)
 * @param status answers polls natively, or {@code null} if the server is not clilogin's
 * @param cancel hears that the tool gave up, or {@code null} if the server has no such
 * endpoint
 * @param revoke ends a credential (RFC 7009), or {@code null} if the server has no such
 * endpoint
 */
public record ServerEndpoints(URI device, URI token, @Nullable URI status, @Nullable URI cancel, @Nullable URI revoke) {

	/**
	 * Checks the addresses.
	 * @throws IllegalArgumentException if one is not https, nor http on loopback
	 */
	public ServerEndpoints {
		SecureOrigin.of(device);
		SecureOrigin.of(token);
		Stream.of(status, cancel, revoke).filter(Objects::nonNull).forEach(SecureOrigin::of);
	}

	/**
	 * The endpoints of a server that uses clilogin's own paths.
	 * @param server the base URI of the application, with its context path if it has one
	 * @return the endpoints below {@code /clilogin}
	 * @throws IllegalArgumentException if the URI is not https, nor http on loopback
	 */
	public static ServerEndpoints of(URI server) {
		String base = SecureOrigin.baseOf(server) + "/clilogin/";
		return new ServerEndpoints(URI.create(base + "device"), URI.create(base + "token"), URI.create(base + "status"),
				URI.create(base + "cancel"), URI.create(base + "revoke"));
	}

	/**
	 * Asks any server that speaks RFC 8628 where it listens (RFC 8414). The endpoints of
	 * its metadata are trusted as far as the server is, on other hosts too: large
	 * providers spread them, and only programs see them, while a page elsewhere is for a
	 * person, whom it could deceive, and has to be
	 * {@linkplain CliLoginClient.Builder#verificationOrigin allowed}. Of a server that is
	 * https they are https, even on this very machine.
	 * @param issuer the server's issuer, as its documentation gives it
	 * @return the endpoints, without those that are clilogin's own
	 * @throws CliLoginException if it cannot be reached, or says nothing that can be
	 * used; an interrupt counts as cancelled and leaves the thread interrupted
	 * @throws IllegalArgumentException if the URI is not https, nor http on loopback
	 */
	public static ServerEndpoints discover(URI issuer) throws CliLoginException {
		EndpointDiscovery discovery = new EndpointDiscovery(issuer);
		return CliLoginClient.uninterrupted(discovery::endpoints);
	}

}
