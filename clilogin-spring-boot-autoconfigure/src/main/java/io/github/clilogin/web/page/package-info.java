/**
 * The confirmation page: its routes, forms and decisions.
 */
@NullMarked
package io.github.clilogin.web.page;

import org.jspecify.annotations.NullMarked;
