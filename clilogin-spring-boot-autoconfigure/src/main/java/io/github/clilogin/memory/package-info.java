/**
 * The in-memory store: for demos and tests, and the readable reference for all stores.
 */
@NullMarked
package io.github.clilogin.memory;

import org.jspecify.annotations.NullMarked;
