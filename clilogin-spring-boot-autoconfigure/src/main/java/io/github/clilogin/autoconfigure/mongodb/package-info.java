/** Auto-configuration for the MongoDB store. */
@NullMarked
package io.github.clilogin.autoconfigure.mongodb;

import org.jspecify.annotations.NullMarked;
