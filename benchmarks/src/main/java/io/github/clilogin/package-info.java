/**
 * Micro benchmarks of codes and seals, and codes to load a server with.
 */
@NullMarked
package io.github.clilogin;

import org.jspecify.annotations.NullMarked;
