/**
 * The least that answers at all: what a server could do at best.
 */
@NullMarked
package io.github.clilogin.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
