/**
 * Tests of the MongoDB store, against a real one.
 */
@NullMarked
package io.github.clilogin.mongodb;

import org.jspecify.annotations.NullMarked;
