/**
 * Races of many polls and decisions over several nodes; the profile {@code races} runs
 * them at full size.
 */
@NullMarked
package io.github.clilogin.races;

import org.jspecify.annotations.NullMarked;
