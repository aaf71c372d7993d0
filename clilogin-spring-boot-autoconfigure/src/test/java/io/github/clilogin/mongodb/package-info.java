/**
 * Tests of the MongoDB store with a real MongoDB.
 */
@NullMarked
package io.github.clilogin.mongodb;

import org.jspecify.annotations.NullMarked;
