/**
 * Tests of the authentication by tokens and of the user service.
 */
@NullMarked
package io.github.clilogin.security;

import org.jspecify.annotations.NullMarked;
