/**
 * Clients that others wrote, run against the sample application. Read
 * {@code AbstractClientTests} first: what every client must live through.
 */
@NullMarked
package io.github.clilogin.conformance;

import org.jspecify.annotations.NullMarked;
