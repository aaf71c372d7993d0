/**
 * Tests of the confirmation page.
 */
@NullMarked
package io.github.clilogin.web.page;

import org.jspecify.annotations.NullMarked;
