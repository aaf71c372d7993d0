/**
 * Runs the benchmarks: starts each server, loads it and writes what came out.
 */
@NullMarked
package io.github.clilogin.benchmarks;

import org.jspecify.annotations.NullMarked;
