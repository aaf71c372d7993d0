/**
 * Tests of the auto-configuration.
 */
@NullMarked
package io.github.clilogin.autoconfigure.memory;

import org.jspecify.annotations.NullMarked;
