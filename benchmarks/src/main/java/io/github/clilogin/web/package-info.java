/**
 * Micro benchmarks of what answers a poll.
 */
@NullMarked
package io.github.clilogin.web;

import org.jspecify.annotations.NullMarked;
