/**
 * Tests of who may import whom, and why.
 */
@NullMarked
package io.github.clilogin.architecture;

import org.jspecify.annotations.NullMarked;
