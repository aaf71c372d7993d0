/**
 * A host application that runs with and without the starter.
 */
@NullMarked
package io.github.clilogin.benchmarks.host;

import org.jspecify.annotations.NullMarked;
