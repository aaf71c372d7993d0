/** Reads requests and writes responses in the dialects of the endpoints. */
@NullMarked
package io.github.clilogin.web.wire;

import org.jspecify.annotations.NullMarked;
