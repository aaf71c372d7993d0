/**
 * Tests the confirmation page in a real browser, in every language and color scheme.
 */
@NullMarked
package io.github.clilogin.conformance.page;

import org.jspecify.annotations.NullMarked;
