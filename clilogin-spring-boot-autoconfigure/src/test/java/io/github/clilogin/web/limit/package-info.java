/**
 * Tests of the package of the same name.
 */
@NullMarked
package io.github.clilogin.web.limit;

import org.jspecify.annotations.NullMarked;
