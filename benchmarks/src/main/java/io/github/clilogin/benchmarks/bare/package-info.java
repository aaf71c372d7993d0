/**
 * The smallest endpoint, as an upper limit for all others.
 */
@NullMarked
package io.github.clilogin.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
