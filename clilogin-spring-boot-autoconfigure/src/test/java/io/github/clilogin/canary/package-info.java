/**
 * Tests that no secret is found wherever an application leaves traces.
 */
@NullMarked
package io.github.clilogin.canary;

import org.jspecify.annotations.NullMarked;
