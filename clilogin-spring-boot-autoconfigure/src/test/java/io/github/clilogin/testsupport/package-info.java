/**
 * A real MongoDB, golden files and other helpers of tests: start with {@code
 * RealMongoDb}.
 */
@NullMarked
package io.github.clilogin.testsupport;

import org.jspecify.annotations.NullMarked;
