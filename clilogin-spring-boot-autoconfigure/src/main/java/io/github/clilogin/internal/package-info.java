/**
 * Contains code shared by several packages. Not part of the API.
 */
@NullMarked
package io.github.clilogin.internal;

import org.jspecify.annotations.NullMarked;
