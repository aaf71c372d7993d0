/**
 * Tests of the in-memory store.
 */
@NullMarked
package io.github.clilogin.memory;

import org.jspecify.annotations.NullMarked;
