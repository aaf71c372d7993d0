package io.github.clilogin.client;

import java.net.URI;

/**
 * Describes the only request that the listener accepts.
 *
 * @param host the host and port on which it listens
 * @param loginId the ID of the login
 * @param origin the origin of the confirmation page
 * @param finished the page that the browser shows afterwards
 */
record ReturnTarget(String host, String loginId, SecureOrigin origin, URI finished) {
}
