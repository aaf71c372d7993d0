/**
 * Auto-configuration of what own tokens open.
 */
@NullMarked
package io.github.clilogin.autoconfigure.security;

import org.jspecify.annotations.NullMarked;
