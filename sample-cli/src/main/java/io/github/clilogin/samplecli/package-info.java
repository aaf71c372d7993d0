/**
 * {@code acme}: a command-line tool built on {@code clilogin-client}.
 */
@NullMarked
package io.github.clilogin.samplecli;

import org.jspecify.annotations.NullMarked;
