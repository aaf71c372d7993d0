/**
 * Tests of host applications with different security configurations.
 */
@NullMarked
package io.github.clilogin.autoconfigure.security;

import org.jspecify.annotations.NullMarked;
