/**
 * Tests of the auto-configuration.
 */
@NullMarked
package io.github.clilogin.autoconfigure;

import org.jspecify.annotations.NullMarked;
