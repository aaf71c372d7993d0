/**
 * Tests of the auto-configuration.
 */
@NullMarked
package io.github.clilogin.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
