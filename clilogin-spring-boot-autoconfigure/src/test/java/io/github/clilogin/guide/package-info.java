/**
 * The examples of the guide, run.
 */
@NullMarked
package io.github.clilogin.guide;

import org.jspecify.annotations.NullMarked;
