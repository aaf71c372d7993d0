/**
 * Tests of the rate limits.
 */
@NullMarked
package io.github.clilogin.web.limit;

import org.jspecify.annotations.NullMarked;
