/** Limits how often clients may call the endpoints. */
@NullMarked
package io.github.clilogin.web.limit;

import org.jspecify.annotations.NullMarked;
