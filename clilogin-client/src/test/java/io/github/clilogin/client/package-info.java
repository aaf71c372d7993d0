/**
 * Tests the client against real sockets, with a clock that the tests control.
 */
@NullMarked
package io.github.clilogin.client;

import org.jspecify.annotations.NullMarked;
