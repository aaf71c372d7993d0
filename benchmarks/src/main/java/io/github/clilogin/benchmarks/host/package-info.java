/**
 * An application to add the starter to, or not.
 */
@NullMarked
package io.github.clilogin.benchmarks.host;

import org.jspecify.annotations.NullMarked;
