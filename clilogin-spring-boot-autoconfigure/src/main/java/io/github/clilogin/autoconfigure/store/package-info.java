/** Auto-configuration that selects the store. */
@NullMarked
package io.github.clilogin.autoconfigure.store;

import org.jspecify.annotations.NullMarked;
