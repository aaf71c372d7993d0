/**
 * Runs {@code acme} as a person would, against a server that plays the application.
 */
@NullMarked
package io.github.clilogin.samplecli;

import org.jspecify.annotations.NullMarked;
