/**
 * Tests of the dependencies between packages, with their reasons.
 */
@NullMarked
package io.github.clilogin.architecture;

import org.jspecify.annotations.NullMarked;
