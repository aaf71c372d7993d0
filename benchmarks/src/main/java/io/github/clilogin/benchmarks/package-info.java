/**
 * Runs the benchmarks: starts servers, loads them and writes the results.
 */
@NullMarked
package io.github.clilogin.benchmarks;

import org.jspecify.annotations.NullMarked;
