/**
 * Tests that an application leaves no secret in its traces.
 */
@NullMarked
package io.github.clilogin.canary;

import org.jspecify.annotations.NullMarked;
