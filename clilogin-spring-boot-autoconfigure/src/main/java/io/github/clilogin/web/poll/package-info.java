/** Answers polls, at once or after a decision. */
@NullMarked
package io.github.clilogin.web.poll;

import org.jspecify.annotations.NullMarked;
