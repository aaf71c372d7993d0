/**
 * Tests {@code acme} through its commands, against a fake host application.
 */
@NullMarked
package io.github.clilogin.samplecli;

import org.jspecify.annotations.NullMarked;
