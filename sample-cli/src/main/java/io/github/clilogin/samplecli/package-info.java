/**
 * Contains {@code acme}, a sample CLI built on {@code clilogin-client}.
 */
@NullMarked
package io.github.clilogin.samplecli;

import org.jspecify.annotations.NullMarked;
