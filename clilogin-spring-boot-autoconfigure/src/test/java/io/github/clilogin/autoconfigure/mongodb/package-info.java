/**
 * Tests of the auto-configuration.
 */
@NullMarked
package io.github.clilogin.autoconfigure.mongodb;

import org.jspecify.annotations.NullMarked;
