/** Auto-configuration for the in-memory store. */
@NullMarked
package io.github.clilogin.autoconfigure.memory;

import org.jspecify.annotations.NullMarked;
