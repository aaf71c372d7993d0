/**
 * Auto-configuration of the login service; wiring only.
 */
@NullMarked
package io.github.clilogin.autoconfigure;

import org.jspecify.annotations.NullMarked;
