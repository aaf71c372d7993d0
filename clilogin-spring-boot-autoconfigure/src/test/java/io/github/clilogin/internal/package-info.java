/** Tests of the code that several packages share. */
@NullMarked
package io.github.clilogin.internal;

import org.jspecify.annotations.NullMarked;
