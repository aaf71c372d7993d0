/**
 * Micro benchmarks of codes and sealing, and codes for the load generator.
 */
@NullMarked
package io.github.clilogin;

import org.jspecify.annotations.NullMarked;
