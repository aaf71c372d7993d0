/**
 * Tests for the security package.
 */
@NullMarked
package io.github.clilogin.security;

import org.jspecify.annotations.NullMarked;
