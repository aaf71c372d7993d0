/**
 * Contains the in-memory store for demos and tests, a readable reference for others.
 */
@NullMarked
package io.github.clilogin.memory;

import org.jspecify.annotations.NullMarked;
