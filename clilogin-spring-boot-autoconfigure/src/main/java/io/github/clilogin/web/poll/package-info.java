/**
 * Answers polls, at once or after waiting for a decision.
 */
@NullMarked
package io.github.clilogin.web.poll;

import org.jspecify.annotations.NullMarked;
