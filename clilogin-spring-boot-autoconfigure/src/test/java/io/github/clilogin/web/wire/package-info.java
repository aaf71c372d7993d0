/**
 * Tests of the package of the same name.
 */
@NullMarked
package io.github.clilogin.web.wire;

import org.jspecify.annotations.NullMarked;
