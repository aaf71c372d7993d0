/** Serves the endpoints that a CLI calls, behind a filter chain of their own. */
@NullMarked
package io.github.clilogin.web.cli;

import org.jspecify.annotations.NullMarked;
