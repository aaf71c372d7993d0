package io.github.clilogin.conformance;

import java.net.URI;

/**
 * What a client tells a person to do.
 *
 * @param userCode the code to type or to compare
 * @param uri where to go
 */
record Invitation(String userCode, URI uri) {
}
