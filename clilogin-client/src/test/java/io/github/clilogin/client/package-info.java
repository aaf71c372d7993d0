/**
 * Tests against real sockets, with a clock that only the tests move.
 */
@NullMarked
package io.github.clilogin.client;

import org.jspecify.annotations.NullMarked;
