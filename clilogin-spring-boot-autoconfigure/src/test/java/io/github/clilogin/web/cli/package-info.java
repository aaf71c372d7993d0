/**
 * Tests of the endpoints that a CLI calls.
 */
@NullMarked
package io.github.clilogin.web.cli;

import org.jspecify.annotations.NullMarked;
