/** Serves the confirmation page and its forms. */
@NullMarked
package io.github.clilogin.web.page;

import org.jspecify.annotations.NullMarked;
