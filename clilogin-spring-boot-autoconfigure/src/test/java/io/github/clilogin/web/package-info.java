/**
 * Tests of the endpoints on an embedded server, mostly by raw bytes over a socket.
 */
@NullMarked
package io.github.clilogin.web;

import org.jspecify.annotations.NullMarked;
