/**
 * Code that several packages of this library share. Not API.
 */
@NullMarked
package io.github.clilogin.internal;

import org.jspecify.annotations.NullMarked;
