/**
 * Tests third-party clients against the sample application. Start with
 * {@code AbstractClientTests}, which every client has to pass.
 */
@NullMarked
package io.github.clilogin.conformance;

import org.jspecify.annotations.NullMarked;
