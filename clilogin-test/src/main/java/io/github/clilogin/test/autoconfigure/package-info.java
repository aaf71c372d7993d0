/**
 * Auto-configuration for tests.
 */
@NullMarked
package io.github.clilogin.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
