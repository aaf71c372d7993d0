/**
 * Tests of the package of the same name.
 */
@NullMarked
package io.github.clilogin.web.user;

import org.jspecify.annotations.NullMarked;
