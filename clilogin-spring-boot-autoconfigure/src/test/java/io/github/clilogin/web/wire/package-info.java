/**
 * Tests of the dialects of requests and responses.
 */
@NullMarked
package io.github.clilogin.web.wire;

import org.jspecify.annotations.NullMarked;
