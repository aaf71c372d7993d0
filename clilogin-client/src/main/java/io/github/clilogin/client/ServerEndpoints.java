package io.github.clilogin.client;

import java.net.URI;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Contains the endpoints of a server. All of them use https, or http on the same machine.
 *
 * @param device starts a login (RFC 8628 §3.1)
 * @param token answers polls (RFC 8628 §3.4)
 * @param status answers native polls, or {@code null} if the server is not a clilogin
 * server
 * @param cancel cancels a pending login, or {@code null} if the server has no such
 * endpoint
 * @param revoke revokes credentials (RFC 7009), or {@code null} if the server has no such
 * endpoint
 */
public record ServerEndpoints(URI device, URI token, @Nullable URI status, @Nullable URI cancel, @Nullable URI revoke) {

	/**
	 * Validates the endpoints.
	 * @throws IllegalArgumentException if one is neither https nor http on loopback
	 */
	public ServerEndpoints {
		SecureOrigin.of(device);
		SecureOrigin.of(token);
		Stream.of(status, cancel, revoke).filter(Objects::nonNull).forEach(SecureOrigin::of);
	}

	/**
	 * Returns the endpoints of a clilogin server with the default paths.
	 * @param server the base URI of the host application, with its context path
	 * @return the endpoints below {@code /clilogin}
	 * @throws IllegalArgumentException if the URI is neither https nor http on loopback
	 */
	public static ServerEndpoints of(URI server) {
		String base = SecureOrigin.baseOf(server) + "/clilogin/";
		return new ServerEndpoints(URI.create(base + "device"), URI.create(base + "token"), URI.create(base + "status"),
				URI.create(base + "cancel"), URI.create(base + "revoke"));
	}

	/**
	 * Reads the endpoints of any RFC 8628 server from its metadata (RFC 8414). The
	 * metadata may name other hosts, since large providers distribute their endpoints and
	 * only programs call them. A page of another host has to be
	 * {@linkplain CliLoginClient.Builder#verificationOrigin allowed}, since it could
	 * deceive the user. The endpoints of an https server use https, even on the same
	 * machine.
	 * @param issuer the issuer, as the server's documentation gives it
	 * @return the endpoints, without those that only clilogin servers have
	 * @throws CliLoginException if the server cannot be reached or has no usable
	 * metadata. An interrupt counts as cancelled and leaves the thread interrupted.
	 * @throws IllegalArgumentException if the URI is neither https nor http on loopback
	 */
	public static ServerEndpoints discover(URI issuer) throws CliLoginException {
		EndpointDiscovery discovery = new EndpointDiscovery(issuer);
		return CliLoginClient.uninterrupted(discovery::endpoints);
	}

}
