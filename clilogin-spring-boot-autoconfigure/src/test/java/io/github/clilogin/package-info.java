/**
 * Tests of logins, and the contract test that every store passes.
 */
@NullMarked
package io.github.clilogin;

import org.jspecify.annotations.NullMarked;
