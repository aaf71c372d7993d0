/**
 * Micro benchmarks of what answers a poll.
 */
@NullMarked
package io.github.clilogin.web.poll;

import org.jspecify.annotations.NullMarked;
