/**
 * The endpoints that a CLI calls, and their filter chain.
 */
@NullMarked
package io.github.clilogin.web.cli;

import org.jspecify.annotations.NullMarked;
