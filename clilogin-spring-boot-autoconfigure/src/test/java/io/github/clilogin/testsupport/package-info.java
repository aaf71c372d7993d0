/**
 * A real MongoDB for tests: start with {@code RealMongoDb}.
 */
@NullMarked
package io.github.clilogin.testsupport;

import org.jspecify.annotations.NullMarked;
