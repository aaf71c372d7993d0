/**
 * Tests of the support for tests.
 */
@NullMarked
package io.github.clilogin.test;

import org.jspecify.annotations.NullMarked;
