/**
 * Tests of polls.
 */
@NullMarked
package io.github.clilogin.web.poll;

import org.jspecify.annotations.NullMarked;
