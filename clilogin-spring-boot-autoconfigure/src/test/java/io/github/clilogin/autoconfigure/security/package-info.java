/**
 * Tests of the auto-configuration.
 */
@NullMarked
package io.github.clilogin.autoconfigure.security;

import org.jspecify.annotations.NullMarked;
