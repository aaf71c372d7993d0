/**
 * The confirmation page in a real browser: what a person can come to on it, in every
 * language and look.
 */
@NullMarked
package io.github.clilogin.conformance.page;

import org.jspecify.annotations.NullMarked;
