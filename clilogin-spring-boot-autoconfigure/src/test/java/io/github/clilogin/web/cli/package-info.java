/**
 * Tests of the package of the same name.
 */
@NullMarked
package io.github.clilogin.web.cli;

import org.jspecify.annotations.NullMarked;
