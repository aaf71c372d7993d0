/**
 * Tests of what a login is, and the contract every store is held to.
 */
@NullMarked
package io.github.clilogin;

import org.jspecify.annotations.NullMarked;
