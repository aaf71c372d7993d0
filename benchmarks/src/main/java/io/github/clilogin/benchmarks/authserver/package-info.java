/**
 * Spring Authorization Server, for comparison.
 */
@NullMarked
package io.github.clilogin.benchmarks.authserver;

import org.jspecify.annotations.NullMarked;
