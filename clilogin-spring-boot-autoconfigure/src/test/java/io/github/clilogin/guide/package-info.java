/**
 * Tests that run the examples of the guide.
 */
@NullMarked
package io.github.clilogin.guide;

import org.jspecify.annotations.NullMarked;
