package io.github.clilogin.conformance;

import java.net.URI;

/**
 * Contains the code and the link that a client shows.
 *
 * @param userCode the code to type or to compare
 * @param uri the link
 */
record Invitation(String userCode, URI uri) {
}
